import { QueryError } from '@tooljet-marketplace/common';
import { toQueryError } from '../../lib/errors';
import { networkFailure } from '../../lib/network-failures';

jest.mock('../../lib/network-failures', () => ({
  ...jest.requireActual<object>('../../lib/network-failures'),
  networkFailure: jest.fn(),
}));

const context = { gatewayName: 'The gateway at http://localhost:9', secrets: [] };
const ANSWERED = 'The gateway at http://localhost:9 answered with status';

/** What the SDK throws for an answer with an error status: the parsed body, or else its text as the message. */
const answer = (status: number, body: unknown, message?: string) => ({ status, error: body, message });

const sentenceOf = (error: unknown) => String(toQueryError(error, context).description);

test('an error is a QueryError by name, which is how ToolJet recognises it', () => {
  const error = toQueryError(answer(500, { message: 'Broken' }), context);
  expect(error.constructor.name).toBe('QueryError');
  expect(error.name).toBe('QueryError');
  expect(error.message).toBe('Query could not be completed');
});

test('the error of a wrong field keeps its sentence', () => {
  const sentence = 'Max Tokens must be a whole number, got "12abc"';
  expect(sentenceOf(new QueryError('m', sentence, { field: 'max_tokens' }))).toBe(sentence);
});

// The error bodies of Portkey, providers and proxies stand in host/errors; here is what else has come along.
const LONG = 'Too long. '.repeat(200);
const bodies: [title: string, body: unknown, sentence: string][] = [
  [
    'of a web page in JSON the title is the sentence',
    { 'html-message': '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>' },
    '502 Bad Gateway',
  ],
  ["FastAPI's detail is the sentence", { detail: 'Not Found' }, 'Not Found'],
  [
    "the first of FastAPI's details is the sentence",
    { detail: [{ loc: ['a'], msg: 'Field required' }] },
    'Field required',
  ],
  ['an error without words gives way to the message beside it', { error: {}, message: 'Outer words' }, 'Outer words'],
  ['a blank error gives way to the message beside it', { error: ' ', message: 'Outer words' }, 'Outer words'],
  ['line breaks become spaces', { message: ' one\n  two ' }, 'one two'],
  ['a number in a text is a sentence', { message: '42' }, '42'],
  ['words that begin with a quote stay', { message: '"messages" is required' }, '"messages" is required'],
  ['words that begin with a bracket stay', { message: '[model] is required' }, '[model] is required'],
  ['a body without words gives the status', { code: 5 }, `${ANSWERED} 400`],
  ['a body of nulls gives the status', { error: null, message: null }, `${ANSWERED} 400`],
  ['a message that is a number gives the status', { message: 5 }, `${ANSWERED} 400`],
  ['words further in than ten levels are not looked for', { error: nested(12) }, `${ANSWERED} 400`],
  [
    'words behind hundreds of other places are not looked for',
    [...Array<object>(300).fill({}), 'late'],
    `${ANSWERED} 400`,
  ],
  ['of a long text a thousand characters are shown', { message: LONG }, `${LONG.slice(0, 1000)}…`],
  [
    'a provider that wants max_completion_tokens is followed by where to write it',
    { error: { message: "Use 'max_completion_tokens' instead." } },
    'Use \'max_completion_tokens\' instead. (Leave Max Tokens empty and write {"max_completion_tokens": 256} into Other Parameters.)',
  ],
];

test.each(bodies)('%s', (_, body, sentence) => {
  expect(sentenceOf(answer(400, body))).toBe(sentence);
});

const texts: [title: string, text: string, sentence: string][] = [
  ['words are found in JSON that came as a text', '{"message":"Words"}', 'Words'],
  ['of a web page the title is the sentence', '<html><title lang="en">\n 503 Busy </title><body>x', '503 Busy'],
  ['styles and scripts of a web page are no words', '<style>p{}</style><script>go()</script><p>Bad</p>', 'Bad'],
  ['JSON that was cut off gives the status', '{"error": {"message": "half', `${ANSWERED} 503`],
  ["the SDK's words for an empty body give the status", 'Unknown error occurred', `${ANSWERED} 503`],
  ["the SDK's word for an unreadable body gives the status", 'Unknown', `${ANSWERED} 503`],
  ['a text of nothing but broken tags ends', '<title '.repeat(100_000), `${'<title '.repeat(143).slice(0, 1000)}…`],
  ['a text of nothing but brackets gives the status', '<'.repeat(300_000), `${ANSWERED} 503`],
  ['a title without a word gives the words of the page', '<title>5\0</title><p>Bad \0\x1b gateway', 'Bad gateway'],
  ['a page without a word gives the status', '<html><title>5\0', `${ANSWERED} 503`],
  ['words of any writing are words', '忙しい', '忙しい'],
];

test.each(texts)('%s', (_, text, sentence) => {
  expect(sentenceOf(answer(503, undefined, text))).toBe(sentence);
});

test('a 2xx that is no JSON object sends to the Gateway URL', () => {
  const sentence = `${ANSWERED} 200, but not with a JSON object: check the Gateway URL`;
  expect(sentenceOf(answer(200, undefined, '<title>Log in</title>'))).toBe(sentence);
});

test('what the network says completes a sentence about the gateway', () => {
  jest.mocked(networkFailure).mockReturnValueOnce('refused the connection');
  expect(sentenceOf(new Error('x'))).toBe('The gateway at http://localhost:9 refused the connection');
});

const thrown: [title: string, error: unknown, sentence: string][] = [
  ['an unknown error gives its message', new Error('some words'), 'The query failed: some words'],
  ['a text that is thrown is the reason', 'some text', 'The query failed: some text'],
  ['undefined that is thrown is the reason', undefined, 'The query failed: undefined'],
  ['an object without words gives no reason', {}, 'The query failed: no reason was given'],
  [
    'the innermost cause is the reason, not the advice of the SDK around it',
    { message: 'Add a valid apiKey', cause: { message: 'failed', cause: { message: 'something new' } } },
    'The query failed: something new',
  ],
  ['causes that go round come to an end', round(), 'The query failed: round and round'],
];

test.each(thrown)('%s', (_, error, sentence) => {
  expect(sentenceOf(error)).toBe(sentence);
});

function nested(levels: number): unknown {
  return levels ? { error: nested(levels - 1) } : 'deep words';
}

function round(): object {
  const error: Record<string, unknown> = { message: 'round and round' };
  return Object.assign(error, { cause: error });
}
