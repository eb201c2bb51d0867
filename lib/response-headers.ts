/** What the plugin and the SDK send. A proxy that mirrors requests must not show it to the visitors of an app. */
const SENT =
  /^x-portkey-(api-key|virtual-key|config|metadata|package-version|runtime|runtime-version|strict-open-ai-compliance)$/;

/**
 * What a result and an error tell of the answer beside its body: its x-portkey-* headers, such as x-portkey-trace-id,
 * under their full names.
 */
export function responseMetadata(headers: Record<string, unknown>) {
  const shown = Object.entries(headers).filter(([name]) => name.startsWith('x-portkey-') && !SENT.test(name));
  return { response: { headers: Object.fromEntries(shown) } };
}
