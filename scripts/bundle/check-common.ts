import { createRequire } from 'node:module';

/** What lib/ calls of ToolJet's shared package. */
export const NEEDED = ['QueryError', 'validateUrlForSSRF'];

/**
 * Refuses a `@tooljet-marketplace/common` that lacks what the plugin needs. In ToolJet's monorepo the build finds
 * ToolJet's own, and that of 2.17 (2023) has no SSRF check: its bundle would fail on the first Gateway URL.
 *
 * @throws Error with a sentence that says what is missing and what to do
 */
export function checkCommon(): void {
  const common = loadCommon();
  const missing = NEEDED.filter((name) => typeof common[name] !== 'function');
  if (missing.length === 0) return;
  throw new Error(
    `ToolJet's @tooljet-marketplace/common has no ${missing.join(' and no ')}: this ToolJet is too old to build the ` +
      'plugin, so serve it from a static host, with npm ci && npm run pack:static in a clone outside of ToolJet.'
  );
}

function loadCommon(): Record<string, unknown> {
  try {
    return createRequire(__filename)('@tooljet-marketplace/common') as Record<string, unknown>;
  } catch (error) {
    const [reason] = String(error).split('\n');
    throw new Error(
      `@tooljet-marketplace/common cannot be loaded (${reason}): in ToolJet's monorepo build it first, with ` +
        'npm run build --workspace=@tooljet-marketplace/common.'
    );
  }
}
