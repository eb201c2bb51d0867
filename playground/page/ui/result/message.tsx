import { Markdown } from './markdown';
import type { Message } from './shapes';

/** One message of a chat. */
export function MessageCard({ message, isAnswer }: { message: Message; isAnswer?: boolean }) {
  const { role, text, others } = message;
  return (
    <li class={isAnswer ? 'message answer' : 'message'}>
      <h3>{role}</h3>
      {text && <Markdown text={text} />}
      {others.map(({ name, detail }, index) => (
        <p key={index} class="part">
          <span class="type">{name}</span> {detail && <code>{detail}</code>}
        </p>
      ))}
      {!text && !others.length && <p class="quiet">No text</p>}
    </li>
  );
}
