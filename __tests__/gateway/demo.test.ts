import { spawn } from 'node:child_process';
import { API_KEY, VIRTUAL_KEY } from '../../playground/portkey';
import { serve } from '../../playground/portkey/http';
import { ROOT } from '../support/files';

// `npm run demo`, as far as it comes after the build.
jest.setTimeout(60_000);

/** The environment of a person without a Portkey account, but for what is given. */
async function demo(args: string[], env: Record<string, string> = {}) {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('PORTKEY_'));
  const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), 'playground/demo', ...args], {
    cwd: ROOT,
    env: { ...Object.fromEntries(others), ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, lines: output.trimEnd().split('\n') };
}

test('the demo takes a line a step, each goes as it should, and it ends with what to do next', async () => {
  const { code, lines } = await demo([]);
  expect({ code, lines }).toMatchObject({ code: 0 });
  expect(lines.length).toBeLessThanOrEqual(25);
  const steps = lines.filter((line) => /^ ?\d+\. /.test(line));
  expect(steps.length).toBeGreaterThanOrEqual(10);
  for (const step of steps) expect(step).toMatch(/^ ?\d+\. .+ ✓ .+ \(\d+ ms\)$/);
  expect(steps[1]).toContain('You said: What is an AI gateway?');
  expect(lines.slice(lines.indexOf('Next:'))).toHaveLength(5);
});

test('with --verbose the demo shows forms and whole answers, but no secret', async () => {
  const { code, output } = await demo(['--verbose']);
  expect(code).toBe(0);
  expect(output).toContain('Gateway URL: http://localhost:');
  expect(output).toContain("message: { role: 'assistant', content: 'You said: What is an AI gateway?' }");
  for (const secret of [API_KEY, VIRTUAL_KEY]) expect(output).not.toContain(secret);
});

test('a service that refuses shows ✗ with its words and without the key, and the demo ends with code 1', async () => {
  const key = 'pk-of-somebody-a1b2c3d4';
  const server = await serve('localhost', () => ({ status: 401, body: { message: `No account for ${key}` } }));
  const service = { PORTKEY_API_KEY: key, PORTKEY_GATEWAY_URL: `http://localhost:${server.port}/v1` };
  const { code, output } = await demo([], service);
  await server.close();
  expect(code).toBe(1);
  expect(output).toMatch(/^ 1\. Test connection +✗ No account for \*\*\* \(\d+ ms\)$/m);
  expect(output).not.toContain(key);
});
