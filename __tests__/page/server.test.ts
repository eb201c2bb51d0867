import { execFileSync } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { startPage } from '../../playground/page/process';
import { startCloud } from '../../playground/portkey/cloud';
import { startModel } from '../../playground/portkey/model';
import { usePage } from './use-page';

const visit = usePage();

const alert = () => visit.page.getByRole('alert').innerText();

describe('a gateway that is gone', () => {
  test('is said in the words of the plugin, and what the form holds stays', async () => {
    await visit.open();
    await visit.connectTo('http://localhost:9/v1');
    expect(await visit.run()).toContain('The gateway at http://localhost:9 refused the connection');
    expect(await visit.field('Model').innerText()).toBe('{{constants.chatModel}}');
    expect(await visit.tab(/^Sent/)).toContain('no answer');
  });

  test('behind the stand-in of the cloud is said to be just that', async () => {
    const gone = { url: 'http://localhost:9/v1', close: () => Promise.resolve() };
    const model = await startModel();
    const cloud = await startCloud({ gateway: gone, model });
    await visit.open();
    await visit.connectTo(cloud.url);
    const text = await visit.run();
    await Promise.all([cloud.close(), model.close()]);
    expect(text).toContain('The gateway behind the stand-in of Portkey is gone. Start the playground again.');
    expect(text).toMatch(/status\s+502/);
  });
});

describe('the server', () => {
  test('that is gone is said, and Ctrl-C ends it with code 0', async () => {
    const own = await startPage();
    await visit.newPage();
    await visit.page.goto(own.url);
    await visit.outcome.getByText('Query completed').waitFor();
    expect(await own.close()).toBe(0);
    await visit.button('Run query').click();
    expect(await alert()).toContain('does not answer. Start it again with npm start');
    expect(await visit.outcome.getByText('Query completed').count()).toBe(0);
    expect(await visit.field('Model').innerText()).toBe('{{constants.chatModel}}');
  });

  test('takes another port when its own is taken', async () => {
    const [one, two] = await Promise.all([startPage([]), startPage([])]);
    try {
      expect(one.url).not.toBe(two.url);
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });

  test('runs queries for its own page alone', async () => {
    const { port } = new URL(visit.server.url);
    const status = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const options = { host: 'localhost', port, method: 'POST', path: '/api/test', headers };
        httpRequest(options, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end('{"source":{}}');
      });
    expect(await status({ 'content-type': 'application/json' })).toBe(200);
    expect(await status({ 'content-type': 'text/plain' })).toBe(415);
    expect(await status({ 'content-type': 'application/json', host: 'evil.example' })).toBe(403);
  });
});

test('without a browser, what needs one says how to get it, and ends with code 1', () => {
  const look = () =>
    execFileSync(process.execPath, ['--require', require.resolve('tsx/cjs'), 'playground/page/browser.ts'], {
      env: { PATH: '/nowhere', CHROMIUM_PATH: '' },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  expect(look).toThrow(
    expect.objectContaining({
      status: 1,
      stderr: expect.stringMatching(/^This needs Chromium or Chrome.+CHROMIUM_PATH/),
    })
  );
});
