import { Markdown } from './markdown';
import type { Message } from './shapes';
import { LongText } from './text';

/** Above this many characters a text is shown as it is: nobody reads so much at once, and Markdown takes its time. */
const LONG = 20_000;

/** One message of a chat. */
export function MessageCard({ message, isAnswer }: { message: Message; isAnswer?: boolean }) {
  const { role, text, others } = message;
  return (
    <li class={isAnswer ? 'message answer' : 'message'}>
      <h3>{role}</h3>
      {text.length > LONG ? <LongText text={text} /> : text && <Markdown text={text} />}
      {others.map(({ name, detail }, index) => (
        <p key={index} class="part">
          <span class="type">{name}</span> {detail && <code>{detail}</code>}
        </p>
      ))}
      {!text && !others.length && <p class="quiet">No text</p>}
    </li>
  );
}
