import fc from 'fast-check';

const anyChar = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

/** Any characters, lone surrogates among them. fast-check's own unit `binary` takes a second until the first one. */
export const anyString = fc.string({ unit: anyChar });
