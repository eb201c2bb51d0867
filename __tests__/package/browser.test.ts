import { startBrowser } from '../../playground/page/browser';
import { ROOT } from '../support/files';

const { CHROMIUM_PATH } = process.env;
afterEach(() => {
  if (CHROMIUM_PATH === undefined) delete process.env.CHROMIUM_PATH;
  else process.env.CHROMIUM_PATH = CHROMIUM_PATH;
});

test.each([
  ['a folder', ROOT, `CHROMIUM_PATH is ${ROOT}, where no program is.`],
  ['a file that nobody can run', __filename, `CHROMIUM_PATH is ${__filename}, where no program is.`],
  [
    'a program that is no browser',
    process.execPath,
    `${process.execPath} does not start: set CHROMIUM_PATH to a Chromium or Chrome that does.`,
  ],
])('a CHROMIUM_PATH that leads to %s is refused in one sentence', async (_, path, sentence) => {
  process.env.CHROMIUM_PATH = path;
  await expect(startBrowser()).rejects.toThrow(new Error(sentence));
});
