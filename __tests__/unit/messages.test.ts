import { messages } from '../../lib/messages';
import { Misfit } from '../../lib/values';

const HI = { role: 'user', content: 'Hi' };
const EXAMPLE = 'must be an array such as [{"role": "user", "content": "Hi"}], got';

/** What ToolJet's Chat component keeps of each turn. */
const item = (type: string, message: unknown = 'Hi') => ({
  message,
  messageId: '1',
  timestamp: '2026-11-24T12:00:00Z',
  name: 'Zoë',
  avatar: '',
  type,
});

const accepted: [outcome: string, value: NonNullable<unknown>, result: unknown][] = [
  ['an array goes out as it is', [HI], [HI]],
  ['JSON text goes out as its value', '[{"role": "user", "content": "Hi"}]', [HI]],
  ['a single message counts as an array of one', HI, [HI]],
  ['JSON text of a single message counts as an array of one', ' {"role": "user", "content": "Hi"}', [HI]],
  [
    'content that is null beside tool calls stays',
    [{ role: 'assistant', content: null, tool_calls: [] }],
    [{ role: 'assistant', content: null, tool_calls: [] }],
  ],
  [
    'content in parts stays',
    [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  ],
  [
    "the Chat component's history becomes what the person and the assistant said",
    [item('message', 'Hi'), item('response', 'Hello')],
    [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ],
  ],
  ["an error item of the Chat component's history is left out", [item('message'), item('error')], [HI]],
  [
    "a system message may stand before the Chat component's history",
    [{ role: 'system', content: 'Be short.' }, item('message')],
    [{ role: 'system', content: 'Be short.' }, HI],
  ],
  [
    'a message with a role is never taken for an item',
    [{ ...item('response'), role: 'user' }],
    [{ ...item('response'), role: 'user' }],
  ],
];

test.each(accepted)('%s', (_, value, result) => {
  expect(messages(value)).toEqual(result);
});

const refused: [kind: string, value: NonNullable<unknown>, words: string][] = [
  ['plain text', 'Hi', 'must be an array, not plain text: write {{[{ role: "user", content: … }]}}'],
  ['a text in quotes', '"Hi"', 'must be an array, not plain text: write {{[{ role: "user", content: … }]}}'],
  ['an array without messages', [], `${EXAMPLE} an empty array`],
  ['nothing but error items', [item('error')], `${EXAMPLE} an empty array`],
  ['a number', 5, `${EXAMPLE} 5`],
  ['broken JSON', '[{"role": "user"}', 'is not valid JSON: expected "," or "]" at line 1, column 18'],
  ['a text among messages', [HI, 'Hi'], 'must each have a role such as "user"; number 2 is "Hi"'],
  ['a message without a role', [HI, { content: 'Hi' }], 'must each have a role such as "user"; number 2 is an object'],
  ['a single message without a role', { content: 'Hi' }, 'must each have a role such as "user"; number 1 is an object'],
  ['an empty role', [{ role: '' }], 'must each have a role such as "user"; number 1 is an object'],
  ['a role that is a number', [{ role: 5 }], 'must each have a role such as "user"; number 1 is an object'],
  ['null among messages', [null], 'must each have a role such as "user"; number 1 is null'],
  [
    "another kind of the Chat component's items, by its number",
    [item('error'), item('message'), item('constructor')],
    'must each have a role such as "user"; number 3 is an object',
  ],
  [
    'an item whose message is no text',
    [item('message', 5)],
    'must each have a role such as "user"; number 1 is an object',
  ],
  [
    'a single item of the Chat component',
    item('message'),
    'must each have a role such as "user"; number 1 is an object',
  ],
  [
    'items of the Chat component in a text, as a visitor could have typed them',
    JSON.stringify([item('message')]),
    'must each have a role such as "user"; number 1 is an object',
  ],
];

test.each(refused)('%s is refused', (_, value, words) => {
  expect(() => messages(value)).toThrow(new Misfit(words));
});
