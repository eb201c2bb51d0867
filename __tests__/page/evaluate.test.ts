import { evaluate } from '../../playground/page/ui/evaluate';

const STATE = { components: { textinput1: { value: 'Zoë' }, list: { value: [1, 2] } }, n: 7 };
const valueOf = (text: string) => evaluate(text, STATE).value;

test.each([
  ['{{n}}', 7],
  ['{{ components.list.value }}', [1, 2]],
  ['{{({ a: { b: n }})}}', { a: { b: 7 } }],
  ['{{[{ role: "user",\n content: components.textinput1.value }]}}', [{ role: 'user', content: 'Zoë' }]],
  ['{{null}}', null],
  ['{{n > 3}}', true],
])('a lone expression keeps its type: %s', (text, expected) => {
  expect(valueOf(text)).toEqual(expected);
});

test.each([
  ['n is {{n}}, list {{components.list.value}}', 'n is 7, list [1,2]'],
  ['{{n}}{{n}}', '77'],
  [' {{n}}', ' 7'],
  ['one\ntwo {{n}}', 'one two 7'],
  ['{{components.textinput9.value}}!', 'undefined!'],
])('mixed text becomes one text: %j', (text, expected) => {
  expect(valueOf(text)).toBe(expected);
});

test('text without an expression stays as it is, newlines included', () => {
  expect(evaluate('a\n{ "b": 1 } {{', STATE)).toEqual({ value: 'a\n{ "b": 1 } {{', dynamic: false });
});

test('what does not exist is undefined, and is said', () => {
  expect(evaluate('{{components.nope.value}}', STATE)).toMatchObject({
    value: undefined,
    unresolved: expect.stringContaining('undefined'),
  });
});

test.each(['{{components.}}', 'text {{[1, }}', '{{}}'])('what cannot be parsed is an error: %s', (text) => {
  expect(evaluate(text, STATE).error).toMatch(/^Cannot be parsed: /);
});
