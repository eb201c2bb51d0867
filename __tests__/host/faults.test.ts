import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FAULTS, http, serveRaw, SLOW_FAULTS, type Fault, type RawServer } from '../../testing/faults';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';
import { bundleWithDeadline, CHAT } from '../support/host';

/** What one test makes the gateway do; between the tests it answers well. */
let answer: Fault['answer'];
const GOOD: Fault['answer'] = (socket) => socket.write(http(200, {}, '{"good":true}'));
let gateway: RawServer;
/** One with the real deadline, and one whose deadline is over soon and whose garbage collector runs until then. */
let tooljet: ToolJetProcess;
let impatient: ToolJetProcess;
const folder = mkdtempSync(join(tmpdir(), 'portkey-'));

beforeAll(async () => {
  gateway = await serveRaw((socket, request) => answer(socket, request));
  const bundle = bundleWithDeadline(folder, 1000);
  [tooljet, impatient] = await Promise.all([startToolJet(), startToolJet({ bundle, collectGarbage: true })]);
});
beforeEach(() => {
  gateway.requests.length = 0;
});
afterAll(async () => {
  await Promise.all([tooljet?.close(), impatient?.close(), gateway?.close()]);
  rmSync(folder, { recursive: true });
});

const source = (scheme = 'http') => ({
  apiKey: 'pk-test',
  gatewayUrl: `${scheme}://localhost:${gateway.port}/v1`,
});

async function expectGood(host: ToolJetProcess): Promise<void> {
  answer = GOOD;
  expect(await host.run(source(), CHAT)).toMatchObject({ status: 'ok', data: { good: true } });
}

async function expectFault(host: ToolJetProcess, fault: Fault): Promise<void> {
  answer = fault.answer;
  expect(await host.run(source(), CHAT)).toMatchObject({
    status: 'failed',
    errorName: 'QueryError',
    message: 'Query could not be completed',
    description: fault.words ?? `The gateway at http://localhost:${gateway.port} ${fault.says}`,
  });
  expect(gateway.requests).toHaveLength(1);
  // The next query gets its own answer: nothing of this one is left on a connection.
  await expectGood(host);
  expect(gateway.requests).toHaveLength(2);
}

describe('a gateway that fails gives one readable error, and the next query works', () => {
  test.each(Object.keys(FAULTS))('%s', async (name) => expectFault(tooljet, FAULTS[name] as Fault));

  test('one that speaks no TLS', async () => {
    expect(await tooljet.run(source('https'), CHAT)).toMatchObject({
      status: 'failed',
      errorName: 'QueryError',
      description: `The gateway at https://localhost:${gateway.port} could not be reached over a secure connection: check its certificate`,
    });
    expect(gateway.requests).toEqual([]);
  });

  test('one that is not there', async () => {
    const gone = await serveRaw(() => undefined);
    await gone.close();
    const gatewayUrl = `http://localhost:${gone.port}`;
    expect(await tooljet.run({ gatewayUrl }, CHAT)).toMatchObject({
      errorName: 'QueryError',
      description: `The gateway at ${gatewayUrl} refused the connection`,
    });
  });
});

describe('a gateway that does not come to an end is left at the deadline, and asked no more', () => {
  test.each(Object.keys(SLOW_FAULTS))('%s', async (name) => expectFault(impatient, SLOW_FAULTS[name] as Fault));
});

describe('the connection test never throws', () => {
  test.each([...Object.keys(FAULTS), ...Object.keys(SLOW_FAULTS)])('%s', async (name) => {
    const fault = { ...FAULTS, ...SLOW_FAULTS }[name] as Fault;
    answer = fault.answer;
    expect(await impatient.testConnection(source())).toEqual({
      status: 'failed',
      message: fault.words ?? `The gateway at http://localhost:${gateway.port} ${fault.says}`,
    });
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('an unusual answer that is whole arrives', () => {
  const JSON_TEXT = '{"object":"chat.completion"}';
  const cases: [string, string | Buffer, object][] = [
    ['with the wrong content-type', http(200, { 'content-type': 'text/html' }, JSON_TEXT), {}],
    ['without a content-type', http(200, {}, JSON_TEXT), {}],
    ['with gzip', http(200, { 'content-encoding': 'gzip' }, gzipSync(JSON_TEXT)), {}],
    ['after 103 Early Hints', `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${http(200, {}, JSON_TEXT)}`, {}],
    ['after 102 Processing', `HTTP/1.1 102 Processing\r\n\r\n${http(200, {}, JSON_TEXT)}`, {}],
    [
      'with invalid UTF-8 in a text',
      http(200, {}, Buffer.from('{"object":"chat.completion","a":"\xff"}', 'latin1')),
      { a: '\ufffd' },
    ],
    ['with __proto__ in it', http(200, {}, '{"object":"chat.completion","__proto__":{"polluted":1}}'), {}],
    ['with no length and then closed', `HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${JSON_TEXT}`, {}],
  ];
  test.each(cases)('%s', async (_name, bytes, more) => {
    answer = (socket) => {
      socket.write(bytes);
      if (bytes.includes('connection: close')) socket.end();
    };
    expect(await tooljet.run(source(), CHAT)).toMatchObject({
      status: 'ok',
      data: { object: 'chat.completion', ...more },
    });
    expect(gateway.requests).toHaveLength(1);
    await expectGood(tooljet);
  });

  test('with a body of 30 MB', async () => {
    const big = 'a'.repeat(30_000_000);
    answer = (socket) => void socket.write(http(200, {}, `{"big":"${big}"}`));
    const result = (await tooljet.run(source(), CHAT)) as { status: string; data: { big: string } };
    expect(result.status).toBe('ok');
    expect(result.data.big.length).toBe(big.length);
    await expectGood(tooljet);
  }, 60_000);
});

// Last in this file: it looks at what all of the above left behind.
test('no connection is left, and the server wrote nothing', async () => {
  await gateway.idle();
  await expectGood(tooljet);
  await expectGood(impatient);
  await Promise.all([tooljet.close(), impatient.close()]);
  expect(tooljet.output() + impatient.output()).toBe('');
}, 30_000);
