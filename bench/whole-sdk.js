// The least that a plugin on the whole SDK does, bundled as ToolJet bundles its own plugins.
const { Portkey } = require('portkey-ai');
exports.default = class {
  async run({ apiKey, gatewayUrl }, { messages }) {
    const client = new Portkey({ apiKey, baseURL: `${gatewayUrl}/v1` });
    return { status: 'ok', data: await client.chat.completions.create({ messages }) };
  }
};
