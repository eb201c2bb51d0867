// Adds up the results that jest wrote as JSON, and prints them as one plain line: `N passed, N failed`.
//   node .ci/count.js test.json page.json nginx.json
'use strict';
const { existsSync, readFileSync } = require('node:fs');

/** In the place of a result that jest never came to write. */
const NOTHING = { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };

const files = process.argv.slice(2);
const results = files.map((file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NOTHING));
const passed = results.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0);
// A file that could not even be run counts as one test that failed.
const failed = results.reduce((sum, result) => sum + result.numFailedTests + result.numRuntimeErrorTestSuites, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
