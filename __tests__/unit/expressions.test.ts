import { cutsIn, evaluate, resolve } from '../../playground/tooljet/expressions';

// ToolJet's rules of {{ }}, which the page and the tests of the guides share.
const STATE = {
  components: { textinput1: { value: 'Zoë' }, list: { value: [1, 2] } },
  constants: { 'my-key': 1, class: 2 },
  n: 7,
  'not-an-identifier': 1,
  class: 2,
};

describe('a field that is one expression', () => {
  test.each([
    ['{{n}}', 7],
    ['{{ components.list.value }}', [1, 2]],
    ['{{({ a: { b: n } })}}', { a: { b: 7 } }],
    ['{{[{ role: "user",\n content: components.textinput1.value }]}}', [{ role: 'user', content: 'Zoë' }]],
    ['{{null}}', null],
    ['{{n > 3}}', true],
    ['{{n // seven\n}}', 7],
    ['{{constants["my-key"] + constants.class}}', 3],
  ])('a field that is one expression keeps the type of its value: %j', (text, expected) => {
    expect(resolve(text, STATE)).toEqual(expected);
  });

  test.each(['{{components.nope.value}}', '{{nope}}', '{{variables}}', '{{undefined}}'])(
    'an expression that does not resolve gives undefined: %s',
    (text) => {
      expect(evaluate(text, STATE)).toMatchObject({ value: undefined, problems: [{ kind: 'unresolved' }] });
    }
  );

  test.each(['{{components.}}', '{{[{ role: }]}}', '{{}}'])(
    'an expression that is no JavaScript gives undefined: %s',
    (text) => {
      expect(evaluate(text, STATE)).toMatchObject({ value: undefined, problems: [{ kind: 'syntax', from: 0 }] });
    }
  );
});

describe('text with expressions in it', () => {
  test.each([
    ['n is {{n}}, list {{components.list.value}}', 'n is 7, list [1,2]'],
    ['{{n}} and {{n}}', '7 and 7'],
    ['{{n}}{{n}}', '77'],
    [' {{n}}', ' 7'],
    ['one\ntwo {{n}}\n\n', 'one\ntwo 7\n\n'],
    ['{{components.textinput9.value}}!', 'undefined!'],
    ['{{null}}, {{false}}, {{}}', 'null, false, undefined'],
    ['{ "a": { "b": {{n}} } }', '{ "a": { "b": 7 } }'],
    ['{"a":{"b":{{n}}}}', '{"a":{"b":7}}'],
    ['{{n}} }} {{n}}', '7 }} 7'],
  ])('text with expressions in it becomes one text: %j', (text, expected) => {
    expect(resolve(text, STATE)).toBe(expected);
  });

  test.each(['{{({ big: 10n })}}', '{{(self => (self.self = self))({})}}'])(
    'text gets an object that JSON cannot say as JavaScript writes it: %s',
    (expression) => {
      expect(resolve(`it is ${expression}`, STATE)).toBe('it is [object Object]');
    }
  );

  test('of an expression with a problem it is told where in the text it stands', () => {
    expect(evaluate('a {{n}} b {{nope}}', STATE).problems).toEqual([
      { kind: 'unresolved', from: 10, to: 18, message: 'nope is not defined' },
    ]);
  });
});

test.each(['', 'plain', 'a\n{ "b": 1 } {{', '}} {{'])('text without an expression stays as it is: %j', (text) => {
  expect(evaluate(text, STATE)).toEqual({ value: text, problems: [] });
});

describe('an expression with }} inside', () => {
  test.each([
    '{{[{ content: [{ image_url: { url: n }}]}]}}',
    '{{({ a: { b: n }})}}',
    '{{{ a: n }}}',
    '{{"}}"}}',
    '{{[{ a: { b: n }}, { c: { d: n }}]}}',
  ])('an expression with }} inside is cut there, and its field is undefined: %s', (text) => {
    expect(cutsIn(text)).toHaveLength(1);
    expect(evaluate(text, STATE)).toMatchObject({ value: undefined, problems: [{ kind: 'cut' }] });
  });

  test('an expression with }} inside is cut in a longer text too, where it becomes the text undefined', () => {
    const text = 'Size {{[{ a: { b: n }}].length}} of {{n}}';
    expect(cutsIn(text)).toHaveLength(1);
    expect(resolve(text, STATE)).toBe('Size undefined].length}} of 7');
  });

  test.each(['{{[{ a: { b: n } }]}}', '{{n}} }}{{n}}', '{"a":{"b":{{n}}}}', 'plain }} text', '{{components.}}'])(
    'an expression without }} inside is not taken for one that is cut: %s',
    (text) => {
      expect(cutsIn(text)).toEqual([]);
    }
  );
});
