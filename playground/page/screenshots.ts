import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from './browser';
import { startPage } from './process';

type Look = { width: number; colorScheme: 'light' | 'dark'; forcedColors: 'none' | 'active' };

const PLAIN: Look = { width: 1280, colorScheme: 'light', forcedColors: 'none' };

/** What `--all` is for: every width, and every set of colours. */
const ALL: Look[] = [1280, 800, 390].flatMap((width) => [
  { ...PLAIN, width },
  { ...PLAIN, width, colorScheme: 'dark' as const },
  { ...PLAIN, width, forcedColors: 'active' as const },
]);

/**
 * Renews the pictures in docs/images. With `--all=<folder>` it writes those of every width and set of colours there
 * instead, to be looked at.
 */
async function main(): Promise<void> {
  const all = process.argv.find((argument) => argument.startsWith('--all='))?.slice(6);
  const folder = all ?? join(__dirname, '..', '..', 'docs', 'images');
  mkdirSync(folder, { recursive: true });
  const browser = await startBrowser();
  const server = await startPage().catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  try {
    for (const look of all ? ALL : [PLAIN]) {
      const suffix = all ? `-${look.width}-${look.forcedColors === 'active' ? 'forced' : look.colorScheme}` : '';
      await photograph(browser, server.url, look, (name) => join(folder, `${name}${suffix}.png`));
      console.log(`${folder}: *${suffix}.png`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function photograph(browser: Browser, url: string, look: Look, path: (name: string) => string): Promise<void> {
  const page = await browser.newPage({ ...look, viewport: { width: look.width, height: 900 } });
  const save = (name: string) => page.screenshot({ path: path(name) });
  const run = async (button: 'Run query' | 'Test connection') => {
    const answered = page.waitForResponse(/\/api\/(run|test)$/);
    await page.getByRole('button', { name: button }).click();
    await (await answered).finished();
    await page.locator('.outcome[aria-busy=false]').waitFor();
  };
  const example = async (name: string) => {
    await page.getByLabel('Example', { exact: true }).selectOption(name);
    await run('Run query');
  };
  await page.goto(url);
  await page.getByText('Query completed').waitFor();
  // Once more: the first call of a process is slower than those that an app makes.
  await run('Run query');
  await save('query');
  await example('Guardrail refuses');
  await save('error');
  await example('A hundred embeddings');
  await save('embedding');
  await page.getByRole('button', { name: 'Connection', exact: true }).click();
  await run('Test connection');
  await save('connection');
  await page.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
