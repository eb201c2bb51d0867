import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPlayground } from '../../portkey';
import { developedPage } from './developed';
import { builtPage } from './page';
import { recordRequests } from './recorder';
import { answer } from './routes';

const PORT = 4567;

async function main(): Promise<void> {
  recordRequests();
  console.log("Starting Portkey's gateway, its stand-in cloud and a model …");
  const server = createServer();
  const developed = process.argv.includes('--watch');
  const [playground, page] = await Promise.all([startPlayground(), developed ? developedPage(server) : builtPage()]);
  server.on('request', (request, response) => answer(playground, page, request, response));

  let stopping = false;
  const stop = async () => {
    // Ctrl-C may arrive twice: from the terminal, and passed on by the parent.
    if (stopping) return;
    stopping = true;
    server.close();
    server.closeAllConnections();
    await Promise.all([playground.close(), page.close()]);
    process.exit();
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());

  const given = process.argv.find((argument) => argument.startsWith('--port='))?.slice(7);
  const port = await listen(server, given === undefined ? [PORT, 0] : [Number(given)]);
  const url = `http://localhost:${port}`;
  console.log(`The plugin's forms and queries: ${url}\nCtrl-C stops everything.`);
  open(url);
}

/** Listens on the first port that is free. */
async function listen(server: Server, [port, ...others]: number[]): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, 'localhost', resolve));
    return (server.address() as AddressInfo).port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || !others.length) throw error;
    return listen(server, others);
  }
}

/** Opens a browser where there is a display, and somebody in front of it. */
function open(url: string): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const { platform } = process;
  const display = platform === 'darwin' || platform === 'win32' || Boolean(DISPLAY || WAYLAND_DISPLAY);
  if (!display || !process.stdout.isTTY) return;
  const [command = '', ...args] =
    platform === 'darwin' ? ['open', url] : platform === 'win32' ? ['cmd', '/c', 'start', url] : ['xdg-open', url];
  // Without a browser the address on the screen is enough.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
