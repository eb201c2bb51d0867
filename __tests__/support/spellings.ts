/** How a text can be written in another, by whoever logs it, quotes it or sends it on. */
export const SPELLINGS: Record<string, (text: string) => string> = {
  JSON: inJson,
  'JSON in ASCII, as our own header sends it': (text) => inJson(text).replace(/[^ -~]/g, (char) => unit('\\u', char)),
  'JSON with all of it escaped': (text) => text.replace(/[^]/g, (char) => unit('\\u', char)),
  'JSON of PHP, with \\/': (text) => inJson(text).replaceAll('/', '\\/'),
  'JSON of Go, with \\u0026': (text) => inJson(text).replace(/[&<>]/g, (char) => unit('\\u', char)),
  'JSON of Java, in capitals': (text) =>
    inJson(text).replace(
      /[^ -~]|[=']/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    ),
  'the repr of Python': (text) => bytesOf(text).replace(/[^ -[\]-~]|'/g, (char) => unit('\\x', char, 2)),
  'a URL': (text) => encodeURIComponent(text),
  'a URL in lower case': (text) => encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
  'a URL with all of it escaped': (text) => bytesOf(text).replace(/[^]/g, (char) => unit('%', char, 2)),
  'a form': (text) => new URLSearchParams([[text, '']]).toString().slice(0, -1),
  'the log of nginx': (text) =>
    bytesOf(text).replace(/[^ -~]|["\\]/g, (char) => unit('\\x', char, 2).toUpperCase().replace('X', 'x')),
  HTML: (text) =>
    text.replace(/[&<>"']/g, (char) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[char] ?? '#39'};`),
  'HTML with numbers': (text) => Array.from(text, (char) => `&#${char.codePointAt(0)};`).join(''),
  'HTML with hexadecimal numbers': (text) =>
    Array.from(text, (char) => `&#x${char.codePointAt(0)?.toString(16)};`).join(''),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 of a URL': (text) => Buffer.from(text).toString('base64url'),
  'the credentials of Basic': (text) => Buffer.from(`:${text}`).toString('base64'),
  'base64 of more': (text) => Buffer.from(`the key ${text} is wrong`).toString('base64'),
  'UTF-8 taken for Latin-1': bytesOf,
};

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** A character for each byte. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function unit(prefix: string, char: string, length = 4): string {
  return prefix + char.charCodeAt(0).toString(16).padStart(length, '0');
}
