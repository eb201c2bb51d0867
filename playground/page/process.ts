import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

export interface PageProcess {
  url: string;
  /** The signal is that of Ctrl-C unless given. Resolves to the exit code, or null if the signal ended it. */
  close(signal?: NodeJS.Signals): Promise<number | null>;
}

/** `npm start`, as far as it comes after the build, in a process of its own. */
export async function startPage(args: string[] = ['--port=0']): Promise<PageProcess> {
  const child = spawn(process.execPath, [
    '--require',
    require.resolve('tsx/cjs'),
    join(__dirname, 'server', 'index.ts'),
    ...args,
  ]);
  let output = '';
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
      const [address] = /http:\/\/localhost:\d+(?=\n)/.exec(output) ?? [];
      if (address) resolve(address);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('close', (code) => reject(new Error(`The server ended with code ${code}. Its output:\n${output}`)));
  });
  return {
    url,
    close: (signal = 'SIGINT') => {
      child.kill(signal);
      return closed;
    },
  };
}

/** Debian's chromium, which looks up nothing on its own. */
export function startBrowser(): Promise<Browser> {
  const quiet = ['background-networking', 'component-update', 'sync'].map((name) => `--disable-${name}`);
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
  });
}
