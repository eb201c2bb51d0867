import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/files';

test('500 queries of five tenants at once, in either loader, get the right answers and leave nothing behind', async () => {
  const soak = join(ROOT, 'testing/soak/index.ts');
  const args = ['--expose-gc', '--require', require.resolve('tsx/cjs'), soak, '500', '25'];
  // It ends with code 1, and this rejects with its output, when it has found something.
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(results).toMatchObject(
    ['now', 'before'].map((loader) => ({ loader, queries: 450, failures: 50, wrong: 0, left: 0 }))
  );
}, 60_000);
