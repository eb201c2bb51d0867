// What every npm script starts with: says in one sentence what is missing, and how long the work takes.
//   node scripts/guard.js ["The tests take about a minute."]
// Plain JavaScript that needs no package, because it runs before `npm ci` and on any Node.
'use strict';
const { engines } = require('../package.json');

const wanted = engines.node.replace('>=', '');

function main(announcement) {
  if (isOlder(process.versions.node, wanted)) {
    return fail(
      'This is Node ' + process.versions.node + ', and ' + wanted + ' or newer is needed: https://nodejs.org'
    );
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

main(process.argv[2]);
