// What every npm script starts with: says in one sentence what is missing, and how long the work takes.
//   node scripts/guard.js ["The tests take about a minute."]
// Plain JavaScript that needs no package, because it runs before `npm ci` and on any Node.
'use strict';
const { engines } = require('../package.json');

/** Scripts that run on every Node that ToolJet runs on, as package.json names it. */
const EVERYWHERE = ['build', 'watch', 'demo', 'pack:static'];

/** What eslint, jest and vite need, in their order. */
const OTHERWISE = '>=18.18.0';

function main(script, announcement) {
  const wanted = (EVERYWHERE.includes(script) ? engines.node : OTHERWISE).replace('>=', '');
  const { node } = process.versions;
  if (isOlder(node, wanted)) {
    return fail('This is Node ' + node + ', and ' + wanted + ' or newer is needed: https://nodejs.org');
  }
  try {
    require.resolve('tsx');
  } catch {
    return fail('The packages are not installed: run npm ci first.');
  }
  if (announcement) console.log(announcement);
}

function isOlder(version, other) {
  return version.localeCompare(other, undefined, { numeric: true }) < 0;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

main(process.env.npm_lifecycle_event, process.argv[2]);
