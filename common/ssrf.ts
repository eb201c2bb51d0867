import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { QueryError } from './query-error';

const DEFAULT_BLOCKED_SCHEMES = 'file,gopher,dict,ftp,jar,data,javascript';

/** The names of the machine itself. Only ToolJet's cloud refuses them. */
const LOCAL_NAMES = ['localhost', 'ip6-localhost', 'ip6-loopback', '[::1]'];

const METADATA_NAMES = ['metadata.google.internal'];

/** Public DNS services whose names resolve to whatever address is written into them. */
const WILDCARD_DNS = ['nip.io', 'xip.io', 'sslip.io', 'localtest.me', 'traefik.me'];

const PRIVATE_SUBNETS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/** Never reachable: https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 counterpart. */
const FORBIDDEN_SUBNETS = [
  '0.0.0.0/8', // this network
  '100.64.0.0/10', // carrier-grade NAT; holds the metadata address 100.100.100.200
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local; holds the metadata address 169.254.169.254
  '192.0.0.0/24', // IETF protocol assignments
  '192.0.2.0/24', // documentation
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
  '::/96', // unspecified, loopback and IPv4-compatible
  '64:ff9b::/96', // NAT64
  '64:ff9b:1::/48', // NAT64, local use
  '100::/64', // discard
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  'fd00:ec2::254/128', // AWS metadata
  'fe80::/10', // link-local
  'ff00::/8', // multicast
];

/**
 * Refuses URLs that would let a user of ToolJet reach what only its server can reach (server-side request forgery).
 * The policy is ToolJet's own: https://docs.tooljet.com/docs/setup/env-vars
 *
 * @param url the URL as the user typed it; decimal, hex and octal addresses are normalised by the URL parser
 * @param settings the environment variables that choose the policy: TOOLJET_EDITION, SSRF_PROTECTION_ENABLED,
 *   SSRF_BLOCKED_SCHEMES, SSRF_DNS_RESOLUTION_CHECK
 * @throws QueryError with a sentence that says which rule the URL breaks
 */
export async function validateUrlForSSRF(url: string, settings: NodeJS.ProcessEnv = process.env): Promise<void> {
  const isCloud = settings.TOOLJET_EDITION === 'cloud';
  if (!isCloud && !isEnabled(settings)) return;

  const { protocol, hostname } = parse(url);
  const scheme = protocol.slice(0, -1);
  const blockedSchemes = (settings.SSRF_BLOCKED_SCHEMES || DEFAULT_BLOCKED_SCHEMES).toLowerCase().split(',');
  if (blockedSchemes.some((blocked) => blocked.trim() === scheme)) refuse(`the scheme ${scheme} is blocked`);

  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (LOCAL_NAMES.includes(host)) {
    if (isCloud) refuse(`${host} is a local address`);
    return;
  }
  if (METADATA_NAMES.includes(host)) refuse(`${host} is a cloud metadata service`);
  if (WILDCARD_DNS.some((domain) => host === domain || host.endsWith(`.${domain}`))) {
    refuse(`${host} belongs to a wildcard DNS service`);
  }

  const blocked = blockListOf(isCloud ? [...FORBIDDEN_SUBNETS, ...PRIVATE_SUBNETS] : FORBIDDEN_SUBNETS);
  const literal = host.replace(/^\[|\]$/g, '');
  if (isIP(literal)) {
    if (isBlocked(literal, blocked)) refuse(`${literal} is a private or reserved address`);
  } else if (settings.SSRF_DNS_RESOLUTION_CHECK !== 'false') {
    for (const address of await resolve(host)) {
      if (isBlocked(address, blocked)) refuse(`${host} resolves to ${address}, a private or reserved address`);
    }
  }
}

/** ToolJet's enterprise edition asks for the protection; the community edition has to turn it off. */
function isEnabled({ TOOLJET_EDITION, SSRF_PROTECTION_ENABLED }: NodeJS.ProcessEnv): boolean {
  return TOOLJET_EDITION === 'ee' ? SSRF_PROTECTION_ENABLED === 'true' : SSRF_PROTECTION_ENABLED !== 'false';
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    return refuse('it is not a complete URL');
  }
}

/** All addresses of a name, by the same resolver as fetch uses. */
async function resolve(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return refuse(`${host} could not be resolved`);
  }
}

function blockListOf(subnets: string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', prefix] = subnet.split('/');
    list.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}

/**
 * A BlockList also holds IPv4-mapped IPv6 addresses (::ffff:127.0.0.1) against its IPv4 rules, but it knows no zones
 * (fe80::1%eth0), which a resolver may append.
 */
function isBlocked(address: string, list: BlockList): boolean {
  return list.check(address.replace(/%.*/, ''), isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function refuse(reason: string): never {
  throw new QueryError('URL not allowed', `The URL is not allowed: ${reason}`, {});
}
