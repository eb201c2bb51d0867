import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort } from './http';

export interface Gateway {
  url: string;
  close(): Promise<void>;
}

const START_TIMEOUT = 30_000;

/** Starts Portkey's real open-source gateway from npm on a free port of loopback alone, and waits until it answers. */
export async function startGateway(): Promise<Gateway> {
  const script = join(dirname(require.resolve('@portkey-ai/gateway/package.json')), 'build', 'start-server.js');
  const port = await freePort('localhost');
  // The gateway runs behind a line that ends it when its stdin closes: the system does that however this process
  // ends, killed ones included, so no gateway is ever left behind. The word after the code fills the script's place.
  const code = `process.stdin.resume().on('close', () => process.exit()); import(${JSON.stringify(pathToFileURL(script))});`;
  const args = [
    '--require',
    join(__dirname, 'loopback.cjs'),
    '--eval',
    code,
    'gateway',
    `--port=${port}`,
    '--headless',
  ];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);

  const deadline = Date.now() + START_TIMEOUT;
  while (!(await answers(port))) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || Date.now() > deadline) {
      await stop(child);
      const reason = ended ? `ended with code ${child.exitCode}` : `gave no answer within ${START_TIMEOUT / 1000} s`;
      throw new Error(`Portkey's gateway ${reason}. Its last output:\n${output}`);
    }
    await sleep(50);
  }
  return { url: `http://localhost:${port}/v1`, close: () => stop(child) };
}

/** True once it is the gateway, not merely anyone, that answers on the port. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://localhost:${port}/`, { signal: AbortSignal.timeout(1_000) });
    return (await response.text()).includes('AI Gateway');
  } catch {
    return false;
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
