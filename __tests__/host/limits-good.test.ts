import { http } from '../../testing/faults';
import { full, MIB, named, useMeasuredHost } from '../support/measured';

const objects = full(31 * MIB, '0')
  .replace('[', `[${'{},'.repeat(1_199_000)}`)
  .slice(0, 32 * MIB - 2);

// What the answer costs is the same in an older ToolJet.
describe.each([
  ['2 million named values', 'all', named(1_999)],
  ['32 MiB of objects and numbers', 'message', `${objects.slice(0, objects.lastIndexOf(','))}]}`],
])("in today's ToolJet", (what, key, body) => {
  const { measure } = useMeasuredHost('now');

  test(`a good answer of ${what}, the most that passes, arrives within 600 MB of memory`, async () => {
    const { grownMB, keys, description } = await measure((socket) => void socket.write(http(200, {}, body)));
    expect(description).toBeUndefined();
    expect(keys).toEqual([key]);
    expect(grownMB).toBeLessThan(600);
  }, 60_000);
});
