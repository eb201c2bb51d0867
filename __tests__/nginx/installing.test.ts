import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../playground/portkey/http';
import { packStatic } from '../../scripts/release/pack-static';
import { readPage } from '../support/markdown';
import { bytes, chatThrough, download, scratch, serveFiles, WORKED } from '../support/routes';

// The web server of docs/installing.md: its own nginx configuration, in Debian's nginx. Only what a laptop cannot have is
// replaced: port 80, the folder /srv, and the bucket that holds ToolJet's other plugins.
const folder = scratch();
const srv = join(folder, 'srv');

let bucket: Awaited<ReturnType<typeof serveFiles>>;
let nginx: ChildProcess;
let origin: string;

/** The page's server, with each of `replacements` put in exactly once. */
function documented(replacements: Record<string, string>): string {
  const blocks = readPage('docs/installing.md').flatMap((section) => section.blocks);
  const [server] = blocks.filter(({ kind }) => kind === 'plugins.conf');
  return Object.entries(replacements).reduce((text, [from, to]) => {
    expect(text.split(from)).toHaveLength(2);
    return text.replace(from, to);
  }, server?.text ?? '');
}

beforeAll(async () => {
  bucket = await serveFiles((path) =>
    path === '/marketplace-assets/s3/dist/index.js' ? Buffer.from('s3') : undefined
  );
  const port = await freePort('127.0.0.1');
  origin = `http://127.0.0.1:${port}`;
  mkdirSync(srv);
  // Started by root, nginx reads files as another user.
  chmodSync(folder, 0o755);
  const server = documented({
    'listen 80;': `listen 127.0.0.1:${port};`,
    'root /srv;': `root ${srv};`,
    'https://bucket.example.com;': `${bucket.url};`,
  });
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`
  );
  const main = `daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {}`;
  writeFileSync(join(folder, 'nginx.conf'), `${main} http { access_log off; ${own.join(' ')} ${server} }`);

  nginx = spawn('nginx', ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    // Where Debian has it, and not every user's path leads.
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: 'pipe',
  });
  let output = '';
  nginx.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<never>((_, reject) => {
    nginx.on('error', ({ message }) => reject(new Error(`${message}: install nginx-light, a package of Debian`)));
    nginx.on('exit', () => reject(new Error(output)));
  });
  ended.catch(() => undefined);
  while (!(await Promise.race([ended, fetch(origin).catch(() => undefined)]))) await sleep(50);
  packStatic(srv);
});

afterAll(async () => {
  nginx?.kill();
  await bucket?.close();
});

test('the packed files come from the documented nginx byte by byte, and their bundle answers a query', async () => {
  const get = (file: string) => download(`${origin}/marketplace-assets/portkey/${file}`);
  expect(await get('lib/manifest.json')).toEqual(bytes('manifest.json'));
  expect(await get('lib/operations.json')).toEqual(bytes('operations.json'));
  expect(await get('lib/icon.svg')).toEqual(bytes('icon.svg'));
  const bundle = await get('dist/index.js');
  expect(bundle).toEqual(bytes('dist/index.js'));

  const installed = join(folder, 'installed.js');
  writeFileSync(installed, bundle);
  expect(await chatThrough(installed)).toMatchObject(WORKED);
});

test("other plugins come from ToolJet's own bucket, as before", async () => {
  expect(String(await download(`${origin}/marketplace-assets/s3/dist/index.js`))).toBe('s3');
});

test.each(['/marketplace-assets/portkey/dist/other.js', '/marketplace-assets/portkey/', '/nginx.conf'])(
  'nothing else is served: %s',
  async (path) => {
    expect((await fetch(origin + path)).status).toBeGreaterThanOrEqual(400);
  }
);
