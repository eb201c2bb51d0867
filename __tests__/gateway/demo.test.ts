import { spawn } from 'node:child_process';
import { serve, type Reply } from '../../playground/portkey/http';
import { ROOT } from '../support/files';

// `npm run demo`, as far as it comes after the build.

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

const KEYS = { PORTKEY_API_KEY: 'pk-of-somebody-a1b2c3d4', PORTKEY_VIRTUAL_KEY: 'vk-of-somebody-e5f6a7b8' };

/** The demo of a person with an account, at a gateway that answers all of it in that way. */
async function demoWithAccount(args: string[], reply: Reply) {
  const server = await serve('localhost', () => reply);
  const { code, output } = await demo(args, { ...KEYS, PORTKEY_GATEWAY_URL: `http://localhost:${server.port}/v1` });
  await server.close();
  for (const key of Object.values(KEYS)) expect(output).not.toContain(key);
  return { code, output };
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
  const message = { role: 'assistant', content: 'An AI gateway stands between apps and models.' };
  const body = { choices: [{ message }], echo: Object.values(KEYS) };
  const { code, output } = await demoWithAccount(['--verbose'], { body });
  expect(code).toBe(0);
  expect(output).toContain('   Gateway URL: http://localhost:');
  expect(output).toContain(`message: { role: 'assistant', content: '${message.content}' }`);
  expect(output).toContain("echo: [ '***', '***' ]");
});

test('a service that refuses shows ✗ with its words and without the key, and the demo ends with code 1', async () => {
  const refusal = { status: 401, body: { message: `No account for ${KEYS.PORTKEY_API_KEY}` } };
  const { code, output } = await demoWithAccount([], refusal);
  expect(code).toBe(1);
  expect(output).toMatch(/^ 1\. Test connection +✗ No account for \*\*\* \(\d+ ms\)$/m);
});
