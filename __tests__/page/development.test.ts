import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startPage, type PageProcess } from '../../playground/page/process';
import { ROOT } from '../support/files';
import { usePage } from './use-page';

// `npm run dev`, on a copy of the checkout: the tests break what others are reading.
const visit = usePage();

const COPIED = ['lib', 'common', 'playground', 'scripts', 'dist', 'package.json', 'tsconfig.json'];
const SHOWN = ['manifest.json', 'operations.json', 'icon.svg'];

let copy: string;
let server: PageProcess;
beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'portkey-plugin-'));
  for (const path of [...COPIED, ...SHOWN]) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  // Link by link, so that Vite finds no cache of an earlier run there, as after `npm ci`.
  const modules = join(ROOT, 'node_modules');
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(modules).filter((name) => !name.startsWith('.'))) {
    symlinkSync(join(modules, name), join(copy, 'node_modules', name));
  }
  server = await startPage(['--watch', '--port=0'], copy);
  // A person comes once Vite has prepared what it found by itself; what it finds later reloads the page.
  const prepared = join(copy, 'node_modules', '.vite', 'deps', '_metadata.json');
  while (!existsSync(prepared)) await setTimeout(50);
});
afterAll(async () => {
  await server?.close();
  rmSync(copy, { recursive: true, force: true });
});
let loads: number;
beforeEach(async () => {
  await visit.newPage();
  loads = 0;
  visit.page.on('framenavigated', () => loads++);
  await visit.page.goto(server.url);
  await visit.outcome.getByText('Query completed').waitFor();
});

const alert = () => visit.page.getByRole('alert');

/** Changes a file of the copy, and returns what puts it back. */
function change(file: string, by: (text: string) => string): () => void {
  const text = readFileSync(join(copy, file), 'utf8');
  writeFileSync(join(copy, file), by(text));
  return () => writeFileSync(join(copy, file), text);
}

test('the first visit after `npm ci` loads the page once, and keeps the answer that it shows', async () => {
  await visit.page.waitForLoadState('networkidle');
  expect(loads).toBe(1);
  expect(await visit.outcome.innerText()).toContain('Query completed');
});

test('a syntax error in lib/ is said with its file and line, until it is mended', async () => {
  const mend = change('lib/json.ts', (text) => `${text}\nconst = 1;\n`);
  await alert()
    .getByText(/lib\/json\.ts:\d+: /)
    .waitFor();
  expect(await visit.run()).toContain('Query completed');
  mend();
  await alert().waitFor({ state: 'detached' });
});

test.each(['manifest.json', 'operations.json'])(
  'broken JSON in %s is said with its name, until it is mended',
  async (file) => {
    const mend = change(file, (text) => text.slice(0, -10));
    await alert().getByText(`${file}: `).waitFor();
    expect(await visit.field('Model').innerText()).toBe('{{constants.chatModel}}');
    mend();
    await alert().waitFor({ state: 'detached' });
  }
);

test('a new label of a form shows at once, and what is filled in stays', async () => {
  await visit.field('Model').fill('typed before');
  const mend = change('operations.json', (text) => text.replaceAll('"label": "Model"', '"label": "Which model"'));
  await visit.field('Which model').waitFor();
  expect(await visit.field('Which model').innerText()).toBe('typed before');
  mend();
  await visit.field('Model').waitFor();
});

test('a new bundle makes the answers of the one before it stale', async () => {
  const mend = change('lib/index.ts', (text) => `${text}\nconsole.debug('');\n`);
  await visit.outcome.getByText('has changed since this ran').waitFor();
  mend();
});
