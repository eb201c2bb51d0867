import { lookup } from 'node:dns/promises';

/** How long a name may take, in milliseconds, its turn included. The system's resolver alone may take a minute. */
const LIMIT_MS = 5_000;

/** How many names are looked up at once: each takes one of Node's four threads, on which much else has to wait. */
const AT_ONCE = 2;

const waiting: (() => void)[] = [];
let running = 0;

/**
 * All addresses of a name, by the resolver of the system, hosts file included, as a request itself would ask it.
 *
 * @throws when there is none, or none in time. The resolver itself cannot be stopped; it is no longer waited for
 */
export async function resolve(host: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${host} was not found within ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  const turn = takeTurn();
  try {
    await Promise.race([turn, late]);
    const found = await Promise.race([lookup(host, { all: true }), late]);
    return found.map(({ address }) => address);
  } finally {
    clearTimeout(timer);
    // Also that of a name which was given up while it waited: once it comes, it goes to the next one.
    void turn.then(endTurn);
  }
}

async function takeTurn(): Promise<void> {
  if (running === AT_ONCE) await new Promise<void>((begin) => waiting.push(begin));
  else running++;
}

function endTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else running--;
}
