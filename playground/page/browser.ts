import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MACOS = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/**
 * The path of a Chromium or Chrome: that of CHROMIUM_PATH, else the first one that is installed.
 *
 * @throws an Error that says how to get one
 */
function findChromium(): string {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) {
    if (isExecutable(CHROMIUM_PATH)) return CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH is ${CHROMIUM_PATH}, where no program is.`);
  }
  const folders = PATH.split(delimiter).filter(Boolean);
  const found = [...COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))), ...MACOS].find(
    isExecutable
  );
  if (found) return found;
  throw new Error(
    'This needs Chromium or Chrome, and found neither. Install one (Debian: apt-get install chromium), or set ' +
      'CHROMIUM_PATH to where it is.'
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    // A folder that may be entered counts as executable, too.
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * A browser without a window, which looks up nothing on its own.
 *
 * @throws an Error of one sentence, when there is none or it does not start
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  const quiet = ['background-networking', 'component-update', 'sync'].map((name) => `--disable-${name}`);
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet];
  try {
    return await chromium.launch({ executablePath, args });
  } catch {
    throw new Error(`${executablePath} does not start: set CHROMIUM_PATH to a Chromium or Chrome that does.`);
  }
}

// Run by itself, before the tests: one sentence instead of one failure a test.
if (require.main === module) {
  startBrowser()
    .then((browser) => browser.close())
    .catch((error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
}
