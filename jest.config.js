/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  globalSetup: '<rootDir>/__tests__/support/compile-tooljet.ts',
  transform: { '\\.ts$': 'ts-jest' },
  // Left to itself, jest spares a processor; most tests only wait for a process of their own.
  maxWorkers: '100%',
  // On a machine that is busy with other things, starting a process alone may take longer than jest's own five seconds.
  testTimeout: 30_000,
  collectCoverage: true,
  collectCoverageFrom: ['lib/**/*.ts', 'common/**/*.ts'],
  coverageReporters: ['text-summary', 'lcov'],
  coverageThreshold: { global: { lines: 95, branches: 95 } },
};
