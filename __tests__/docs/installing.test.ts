import { parse } from 'yaml';
import { readPage } from '../support/markdown';

// What docs/installing.md writes for Docker Compose; its nginx configuration runs in __tests__/nginx.
const BLOCKS = readPage('docs/installing.md').flatMap(({ blocks }) => blocks);
const block = (kind: string) => BLOCKS.find((candidate) => candidate.kind === kind)?.text ?? '';

interface Service {
  image?: string;
  environment?: Record<string, string>;
  volumes: string[];
}

test("the compose file serves the packed files where nginx looks for them, by the name that ToolJet's server asks", () => {
  const { services } = parse(block('compose.yaml')) as { services: Record<string, Service> };
  const [, root] = /root (.*);/.exec(block('plugins.conf')) ?? [];
  expect(services.plugins?.volumes).toContain(`./marketplace-assets:${root}/marketplace-assets:ro`);
  expect(services.plugins?.volumes).toContain('./plugins.conf:/etc/nginx/conf.d/default.conf:ro');
  const { NODE_ENV, TOOLJET_MARKETPLACE_URL = '' } = services.tooljet?.environment ?? {};
  expect(NODE_ENV).toBe('production');
  expect(Object.keys(services)).toContain(new URL(TOOLJET_MARKETPLACE_URL).hostname);
});
