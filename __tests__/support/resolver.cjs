// Loaded into ToolJet's process before all else: the names of the tests, without a DNS server or a hosts file.
const dns = require('node:dns');

const NAMES = JSON.parse(process.env.TEST_NAMES ?? '{}');
const real = dns.promises.lookup;

const lookup = async (name, options) => {
  const addresses = NAMES[name];
  if (!addresses) return name === 'localhost' ? real(name, options) : Promise.reject(new Error('ENOTFOUND'));
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return options?.all ? found : found[0];
};
dns.promises.lookup = lookup;
require('node:dns/promises').lookup = lookup;

// By this one a connection looks its name up, where nobody has checked it before.
dns.lookup = (name, options, callback) =>
  lookup(name, options).then(
    (found) => (options.all ? callback(null, found) : callback(null, found.address, found.family)),
    callback
  );
