import type { WireRecord } from '../../api';

/** Headers that curl writes itself, or by which it would get an answer that a terminal cannot show. */
const LEFT_TO_CURL = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];

/** The request as a command of a POSIX shell. What is masked stays so: whoever runs it puts the keys back. */
export function asCurl({ method, origin, path, headers, body }: WireRecord): string {
  const lines = Object.entries(headers)
    .filter(([name]) => !LEFT_TO_CURL.includes(name.toLowerCase()))
    .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  if (body !== undefined) lines.push(`-d ${quote(typeof body === 'string' ? body : JSON.stringify(body))}`);
  return [`curl -X ${method} ${quote(origin + path)}`, ...lines].join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
