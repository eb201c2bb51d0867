import { PROMPT_ID } from '../../portkey/fixtures';

/** A picture of one pixel. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A small app, with what the recipes of docs/portkey.md read. */
export const STATE = {
  components: {
    textinput1: { value: 'a coffee bar by the harbour' },
    textarea1: { value: 'Red shoes, hardly worn,\nsize 39' },
    textarea2: {
      value:
        'three names:\n\n1. **Harbour Grounds**\n2. *The Moored Bean*\n3. `Quay & Brew`\n\n| name | letters |\n| --- | --- |\n| Quay & Brew | 8 |',
    },
    dropdown1: { value: 'her late parcel' },
    slider1: { value: 64 },
    filepicker1: { file: [{ name: 'dot.png', dataURL: `data:image/png;base64,${DOT}` }] },
    chat1: {
      history: [
        chatItem('message', 'Which soil do tomatoes like?'),
        chatItem('response', 'A **loose** one, rich in humus.'),
        chatItem('message', 'And in winter?'),
      ],
      lastMessage: { message: 'And in winter?' },
      lastResponse: { message: 'A **loose** one, rich in humus.' },
    },
  },
  queries: { unread: { data: [article(1, 'opening hours'), article(2, 'returning shoes')] } },
  variables: { team: 'support', history: [{ role: 'user', content: 'And in winter?' }] },
  globals: { currentUser: { email: 'zoe@example.com', firstName: 'Zoë' } },
  constants: { chatModel: 'gpt-4o-mini', replyPrompt: `${PROMPT_ID}@production` },
};

/** One item of the Chat component's history. https://docs.tooljet.com/docs/widgets/chat */
function chatItem(type: 'message' | 'response', message: string) {
  const name = type === 'message' ? 'Zoë' : 'Assistant';
  return { message, messageId: `${type}-${message.length}`, timestamp: '2026-01-01T12:00:00Z', name, avatar: '', type };
}

/** A row of a PostgreSQL query. */
function article(id: number, title: string) {
  return { id, title };
}
