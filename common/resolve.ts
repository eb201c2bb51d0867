import { lookup } from 'node:dns/promises';

/** How long a query waits for a name, in milliseconds. The system's resolver alone may take a minute. */
const LIMIT_MS = 5_000;

/** How many names are remembered, far more than a server has gateways. */
const MAX_KNOWN = 1_000;

interface Lookup {
  found: Promise<string[]>;
  /** How many queries wait for it; one that nobody waits for any more is not begun. */
  waiting: number;
}

/** Those that are under way or wait for their turn, by name: queries that ask for the same name share one. */
const lookups = new Map<string, Lookup>();

/** What names were found to be last, for queries that cannot wait until strangers' names are found. */
const known = new Map<string, string[]>();

/** Ends with the last lookup, whatever comes of it. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * All addresses of a name, by the resolver of the system, hosts file included, as a request itself would ask it; or those
 * that it had before, when it is not found in time. One name is looked up after the other, and holds its turn until the
 * resolver is done with it: it cannot be stopped, and of Node's threads only two look names up, for all of the server.
 *
 * @throws Error whose message completes a sentence that begins with the name
 */
export async function resolve(host: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[] | undefined>((give) => {
    timer = setTimeout(() => give(known.get(host)), LIMIT_MS);
  });
  const asked = lookups.get(host) ?? begin(host);
  asked.waiting++;
  const addresses = await Promise.race([asked.found, late]).finally(() => {
    clearTimeout(timer);
    asked.waiting--;
  });
  if (!addresses) throw new Error(`could not be resolved within ${LIMIT_MS / 1000} s`);
  return addresses;
}

function begin(host: string): Lookup {
  const found = turn.then(async () => {
    try {
      return asked.waiting > 0 ? await addressesOf(host) : [];
    } finally {
      lookups.delete(host);
    }
  });
  const asked: Lookup = { found, waiting: 0 };
  lookups.set(host, asked);
  turn = found.catch(() => undefined);
  return asked;
}

async function addressesOf(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true }).catch(() => Promise.reject(new Error('could not be resolved')));
  const addresses = found.map(({ address }) => address);
  // Deleted first, so that it moves to the end, and the first one is what nobody has asked for the longest.
  known.delete(host);
  known.set(host, addresses);
  const [oldest = ''] = known.keys();
  if (known.size > MAX_KNOWN) known.delete(oldest);
  return addresses;
}
