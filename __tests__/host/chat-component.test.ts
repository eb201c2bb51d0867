import { onEveryDriver } from '../support/drivers';

/** An item of the history of ToolJet's Chat component. */
const item = (type: string, message: unknown, more: object = {}) => ({
  message,
  messageId: 'm-1',
  timestamp: '2026-11-24T12:00:00.000Z',
  name: 'Ann',
  avatar: '',
  type,
  ...more,
});

onEveryDriver((host) => {
  const sent = async (messages: unknown) => (await host.sent({ operation: 'chat', messages })).body;

  describe("the history of ToolJet's Chat component as Messages", () => {
    test('the history of a Chat component becomes a chat: what the person wrote is of the user, what was answered of the assistant', async () => {
      const history = [item('message', 'Hi'), item('response', 'Hello!'), item('message', 'How are you?')];
      expect(await sent(history)).toEqual({
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello!' },
          { role: 'user', content: 'How are you?' },
        ],
      });
    });

    test('the history of a Chat component mixes with messages that have a role, which pass untouched', async () => {
      const system = { role: 'system', content: 'Be brief', name: 's' };
      expect(await sent([system, item('message', 'Hi')])).toEqual({
        messages: [system, { role: 'user', content: 'Hi' }],
      });
    });

    test('of the history of a Chat component the errors that it showed are left out', async () => {
      expect(await sent([item('message', 'Hi'), item('error', 'It failed'), item('message', 'Again')])).toEqual({
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'user', content: 'Again' },
        ],
      });
    });

    test('an item of a Chat component keeps a role of its own', async () => {
      const own = item('message', 'Hi', { role: 'system' });
      expect(await sent([own])).toEqual({ messages: [own] });
    });

    test.each([
      ['with nothing but errors is refused as empty', [item('error', 'It failed')], /got an empty array$/],
      [
        'with an item of another type is refused by its number',
        [item('message', 'a'), item('card', 'b')],
        /number 2 is/,
      ],
      [
        'with an item of yet another type is refused by its number, those that are left out counted',
        [item('error', 'a'), item('message', 'b'), item('constructor', 'c')],
        /number 3 is/,
      ],
      ['with an item without text is refused by its number', [item('message', { a: 1 })], /number 1 is an object$/],
      [
        'with an item whose role is null is refused by its number',
        [item('message', 'a', { role: null })],
        /number 1 is an object$/,
      ],
      [
        'typed as JSON is refused: a visitor could have typed it',
        JSON.stringify([item('message', 'a')]),
        /number 1 is/,
      ],
      ['that is a single item is refused, as it is no array', item('message', 'a'), /number 1 is an object$/],
    ])('a history %s', async (_, messages, words) => {
      const result = await host.run({ operation: 'chat', messages });
      expect(result).toMatchObject({ status: 'failed', errorName: 'QueryError', data: { field: 'messages' } });
      expect((result as { description: string }).description).toMatch(words);
      expect(host.requests).toEqual([]);
    });
  });
});
