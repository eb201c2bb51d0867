import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser, startPage } from './process';

/**
 * Renews the README's pictures in docs/images. With `--all=<folder>` it writes those of every width and colour scheme
 * there instead, to be looked at.
 */
async function main(): Promise<void> {
  const all = process.argv.find((argument) => argument.startsWith('--all='))?.slice(6);
  const folder = all ?? join(__dirname, '..', '..', 'docs', 'images');
  mkdirSync(folder, { recursive: true });
  const server = await startPage();
  const browser = await startBrowser();
  try {
    for (const width of all ? [1280, 800] : [1280]) {
      for (const colorScheme of all ? (['light', 'dark'] as const) : (['light'] as const)) {
        const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
        const save = (name: string, wanted = Boolean(all)) =>
          wanted
            ? page.screenshot({
                path: join(folder, all ? `${name}-${width}-${colorScheme}.png` : `${name}.png`),
                fullPage: Boolean(all),
              })
            : undefined;
        await page.goto(server.url);
        await page.getByRole('button', { name: 'Fill in an example' }).click();
        // Twice: the first call of a process is slower than those that an app makes.
        for (let call = 0; call < 2; call++) {
          const answered = page.waitForResponse('**/api/run');
          await page.getByRole('button', { name: 'Run query', disabled: false }).click();
          await answered;
        }
        await page.getByText('Query completed').waitFor();
        await save('query', true);
        await page.getByRole('tab', { name: /^Sent/ }).click();
        await save('sent');
        await page.getByRole('button', { name: 'About Messages' }).focus();
        await save('tooltip');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Guardrail refuses' }).click();
        await page.keyboard.press('Control+Enter');
        await page.getByText('Query could not be completed').waitFor();
        await save('error');
        await page.getByRole('button', { name: 'Connection', exact: true }).click();
        await page.keyboard.press('Control+Enter');
        await page.getByText('Connection verified').waitFor();
        await save('connection', true);
        await page.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

void main();
