import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOAK = join(__dirname, '..', '..', 'testing', 'soak', 'index.ts');

test('500 queries of five tenants at once: all answers are right, no memory and no connection stays', async () => {
  const args = ['--expose-gc', '--require', require.resolve('tsx/cjs'), SOAK, '500', '25'];
  // It ends with code 1, and this rejects with its output, when it has found something.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ queries: 450, failures: 50, wrong: 0, left: 0 });
}, 60_000);
