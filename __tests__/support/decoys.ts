/**
 * A server full of settings that belong to somebody else: what the SDK, and the OpenAI client inside of it, would take
 * from the environment. The plugin must use and send none of them.
 */
export const DECOYS = {
  PORTKEY_API_KEY: 'decoy-portkey-key',
  PORTKEY_BASE_URL: 'http://localhost:1/decoy',
  PORTKEY_PROXY: 'http://localhost:1/decoy',
  PORTKEY_VIRTUAL_KEY: 'decoy-virtual-key',
  PORTKEY_CONFIG: 'decoy-config',
  PORTKEY_PROVIDER: 'decoy-provider',
  PORTKEY_TRACE_ID: 'decoy-trace',
  OPENAI_API_KEY: 'decoy-openai-key',
  OPENAI_BASE_URL: 'http://localhost:1/decoy',
  OPENAI_ORG_ID: 'decoy-org',
  OPENAI_PROJECT_ID: 'decoy-project',
  OPENAI_LOG: 'debug',
  NODE_ENV: 'decoy',
};
