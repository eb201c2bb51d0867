import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface PageProcess {
  url: string;
  /** The signal is that of Ctrl-C unless given. Resolves to the exit code, or null if the signal ended it. */
  close(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * `npm start`, as far as it comes after the build, in a process of its own.
 *
 * @param args those of the server; any free port unless given
 * @param root the checkout whose page it is; this one unless given
 */
export async function startPage(
  args: string[] = ['--port=0'],
  root: string = join(__dirname, '..', '..')
): Promise<PageProcess> {
  const script = join(root, 'playground', 'page', 'server', 'index.ts');
  const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), script, ...args], { cwd: root });
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
