// Loaded into ToolJet's process before all else: the names of the tests, without a DNS server or a hosts file.
const dns = require('node:dns');

const NAMES = JSON.parse(process.env.TEST_NAMES ?? '{}');
const real = dns.promises.lookup;

const lookup = async (name, options) => {
  const addresses = NAMES[name];
  if (!addresses) return name === 'localhost' ? real(name, options) : Promise.reject(new Error('ENOTFOUND'));
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};
dns.promises.lookup = lookup;
require('node:dns/promises').lookup = lookup;
