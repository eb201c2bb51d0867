import { BlockList, isIP } from 'node:net';
import { QueryError } from './query-error';
import { resolve } from './resolve';

const DEFAULT_BLOCKED_SCHEMES = 'file,gopher,dict,ftp,jar,data,javascript';

/** The names of the machine itself. Only ToolJet's cloud refuses them. */
const LOCAL_NAMES = ['localhost', 'ip6-localhost', 'ip6-loopback', '[::1]'];

const METADATA_NAMES = ['metadata.google.internal'];

/** Public DNS services whose names resolve to whatever address is written into them. */
const WILDCARD_DNS = ['nip.io', 'xip.io', 'sslip.io', 'localtest.me', 'traefik.me'];

/** The addresses by which IPv6-only networks reach IPv4 ones (NAT64): each stands for the one at its end. */
const NAT64 = '64:ff9b::';

/** Networks of one's own. Only ToolJet's cloud refuses them. */
const PRIVATE = blockListOf(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']);

/** Never allowed: https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 counterpart. */
const FORBIDDEN = blockListOf([
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
  '64:ff9b:1::/48', // NAT64, local use
  '100::/64', // discard
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  'fd00:ec2::254/128', // AWS metadata
  'fe80::/10', // link-local
  'ff00::/8', // multicast
]);

/** IPv4 addresses written as IPv6 ones, which nobody needs. */
const MAPPED = blockListOf(['::ffff:0:0/96']);

/**
 * What a server of ToolJet's refuses: nothing; what only the server itself can reach; or also all that is near it, as
 * the cloud of ToolJet, where strangers share one server.
 */
export type Policy = 'off' | 'self-hosted' | 'cloud';

/** The enterprise edition has to ask for the protection, the community edition to turn it off; the cloud cannot. */
export function policyOf({ TOOLJET_EDITION, SSRF_PROTECTION_ENABLED }: NodeJS.ProcessEnv): Policy {
  const edition = TOOLJET_EDITION?.toLowerCase();
  if (edition === 'cloud') return 'cloud';
  const isOn = edition === 'ee' ? SSRF_PROTECTION_ENABLED === 'true' : SSRF_PROTECTION_ENABLED !== 'false';
  return isOn ? 'self-hosted' : 'off';
}

/**
 * Refuses URLs that would let a user of ToolJet reach what only its server can reach (server-side request forgery).
 * The policy is ToolJet's own: https://docs.tooljet.com/docs/setup/env-vars
 *
 * @param url the URL as the user typed it; decimal, hex and octal addresses are normalised by the URL parser
 * @param settings the environment variables that choose the policy: TOOLJET_EDITION, SSRF_PROTECTION_ENABLED,
 *   SSRF_BLOCKED_SCHEMES, SSRF_DNS_RESOLUTION_CHECK
 * @returns the addresses of the URL's name, where they were looked up and checked: a request should go to these, as the
 *   name may stand for others by then. ToolJet's own edition of this function returns nothing
 * @throws QueryError with a sentence that says which rule the URL breaks, and nothing of what DNS says
 */
export async function validateUrlForSSRF(
  url: string,
  settings: NodeJS.ProcessEnv = process.env
): Promise<string[] | undefined> {
  const policy = policyOf(settings);
  if (policy === 'off') return undefined;

  const { protocol, hostname } = parse(url);
  const scheme = protocol.slice(0, -1);
  const blockedSchemes = (settings.SSRF_BLOCKED_SCHEMES || DEFAULT_BLOCKED_SCHEMES).toLowerCase().split(',');
  if (blockedSchemes.some((blocked) => blocked.trim() === scheme)) refuse(`the scheme ${scheme} is blocked`);

  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (LOCAL_NAMES.includes(host)) return policy === 'cloud' ? refuse(`${host} is a local address`) : undefined;
  if (METADATA_NAMES.includes(host)) refuse(`${host} is a cloud metadata service`);
  if (WILDCARD_DNS.some((domain) => host === domain || host.endsWith(`.${domain}`))) {
    refuse(`${host} belongs to a wildcard DNS service`);
  }

  const literal = host.replace(/^\[|\]$/g, '');
  if (isIP(literal)) return isBlocked(literal, policy) ? refuse(`${literal} is ${RESERVED}`) : undefined;
  if (settings.SSRF_DNS_RESOLUTION_CHECK === 'false') return undefined;
  const addresses = await resolve(host).catch((error: Error) => refuse(`${host} ${error.message}`));
  if (addresses.some((address) => isBlocked(address, policy))) refuse(`${host} resolves to ${RESERVED}`);
  return addresses;
}

const RESERVED = 'a private or reserved address';

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    return refuse('it is not a complete URL');
  }
}

/** A BlockList knows no zones (fe80::1%eth0), which a resolver may append. */
function isBlocked(zoned: string, policy: Policy): boolean {
  const address = zoned.replace(/%.*/, '');
  const isIPv6 = isIP(address) === 6;
  const isIn = (list: BlockList) => list.check(address, isIPv6 ? 'ipv6' : 'ipv4');
  // A BlockList finds every IPv4 address in the mapped ones.
  if (isIn(FORBIDDEN) || (isIPv6 && isIn(MAPPED))) return true;
  return policy === 'cloud' && isIn(PRIVATE);
}

/** Holds the IPv4 subnets also behind a NAT64; mapped to IPv6, a BlockList finds them by itself. */
function blockListOf(subnets: string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', prefix] = subnet.split('/');
    const isIPv6 = isIP(address) === 6;
    list.addSubnet(address, Number(prefix), isIPv6 ? 'ipv6' : 'ipv4');
    if (!isIPv6) list.addSubnet(`${NAT64}${address}`, 96 + Number(prefix), 'ipv6');
  }
  return list;
}

function refuse(reason: string): never {
  throw new QueryError('URL not allowed', `The URL is not allowed: ${reason}`, {});
}
