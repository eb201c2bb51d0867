import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { startBrowser } from '../../playground/page/browser';
import { startPage, type PageProcess } from '../../playground/page/process';
import { serve } from '../../playground/portkey/http';

/** A real browser on the page that `npm start` serves, and the ways in which people use it. */
export class Visit {
  server!: PageProcess;
  browser!: Browser;
  page!: Page;
  /** What went wrong in the page itself. */
  readonly faults: string[] = [];
  /** The tabs that tests share, by their options. */
  private readonly shared = new Map<string, Page>();

  /** A tab in a browser profile of its own, with nothing in it yet. */
  async newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    this.page = await context.newPage();
    this.page.setDefaultTimeout(15_000);
    this.page.on('pageerror', (error) => this.faults.push(error.message));
    return this.page;
  }

  /**
   * Opens the page with nothing left of earlier tests, and waits for the answer to the first example, with which it
   * begins. Tests with the same options share one tab, because a new profile of a browser takes longer than most of them.
   */
  async open(options: BrowserContextOptions = {}): Promise<void> {
    const key = JSON.stringify(options);
    const known = this.shared.get(key);
    if (known) {
      this.page = known;
      await this.page.evaluate('sessionStorage.clear(), navigator.clipboard.writeText("")');
    } else {
      this.shared.set(key, await this.newPage(options));
    }
    await this.page.goto(this.server.url);
    await this.outcome.getByText('Query completed').waitFor();
  }

  /** Closes the tabs that no other test uses. */
  async leave(): Promise<void> {
    const shared = [...this.shared.values()].map((page) => page.context());
    const own = this.browser.contexts().filter((context) => !shared.includes(context));
    await Promise.all(own.map((context) => context.close()));
  }

  get outcome(): Locator {
    return this.page.getByRole('region', { name: 'Outcome' });
  }

  get panel(): Locator {
    return this.page.getByRole('tabpanel');
  }

  get examples(): Locator {
    return this.page.getByLabel('Example', { exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** What a field says below itself. */
  note(label: string): Locator {
    return this.page.locator('.field', { has: this.field(label) }).locator('.note');
  }

  async example(name: string): Promise<void> {
    await this.examples.selectOption(name);
  }

  async operation(value: string): Promise<void> {
    await this.page.getByLabel('Operation').selectOption(value);
  }

  /** Runs the form, and resolves to the text of what came of it. */
  async run(button = 'Run query'): Promise<string> {
    const answered = this.page.waitForResponse(/\/api\/(run|test)$/);
    await this.button(button).click();
    await (await answered).finished();
    await this.page.locator('.outcome[aria-busy=false]').waitFor();
    return this.outcome.innerText();
  }

  /** Runs the form against a gateway that says just this, and resolves to the text of what came of it. */
  async runAgainst(body: object, status = 200): Promise<string> {
    const gateway = await serve('localhost', () => ({ status, body }));
    try {
      await this.connectTo(`http://localhost:${gateway.port}`);
      return await this.run();
    } finally {
      await gateway.close();
    }
  }

  async tab(name: string | RegExp): Promise<string> {
    await this.page.getByRole('tab', { name, exact: true }).click();
    return this.panel.innerText();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate('navigator.clipboard.readText()');
  }

  /** From now on, the connection leads to a gateway of the test. */
  async connectTo(gatewayUrl: string): Promise<void> {
    await this.button('Connection').click();
    await this.field('Gateway URL').fill(gatewayUrl);
    await this.button('Query').click();
  }
}

export function usePage(): Visit {
  jest.setTimeout(60_000);
  const visit = new Visit();
  beforeAll(async () => {
    // One after the other: without a browser, no server may stay behind.
    visit.browser = await startBrowser();
    visit.server = await startPage();
  });
  beforeEach(() => {
    visit.faults.length = 0;
  });
  afterEach(async () => {
    await visit.leave();
    expect(visit.faults).toEqual([]);
  });
  afterAll(async () => {
    await visit.browser?.close();
    await visit.server?.close();
  });
  return visit;
}

export interface SlowGateway {
  url: string;
  /** Resolves once a request has arrived whole. */
  asked: Promise<void>;
  /** Resolves once whoever asked has hung up. */
  hungUp: Promise<void>;
  answer(body: object): void;
  close(): Promise<void>;
}

/** A gateway that answers when the test says so. */
export async function startSlowGateway(): Promise<SlowGateway> {
  let arrived: () => void = () => undefined;
  let left: () => void = () => undefined;
  let answer: (body: object) => void = () => undefined;
  const asked = new Promise<void>((resolve) => (arrived = resolve));
  const hungUp = new Promise<void>((resolve) => (left = resolve));
  const server = createServer((request, response) => {
    response.once('close', () => response.writableEnded || left());
    answer = (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    request.resume().once('end', arrived);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    hungUp,
    answer: (body) => answer(body),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
