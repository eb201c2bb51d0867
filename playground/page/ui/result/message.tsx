import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useMemo } from 'preact/hooks';
import type { Message } from './shapes';
import { LongText } from './text';

/** Above this many characters a text is shown as it is: nobody reads so much at once, and Markdown takes its time. */
const LONG = 20_000;

/** One message of a chat. What a model writes is Markdown, and not to be trusted. */
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

function Markdown({ text }: { text: string }) {
  const html = useMemo(() => safeHtml(text), [text]);
  return <div class="markdown" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** No scripts, no forms, and nothing that the browser would fetch on its own: an image's address can carry data away. */
function safeHtml(text: string): string {
  const fragment = DOMPurify.sanitize(marked.parse(text, { async: false, breaks: true }), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['img', 'picture', 'audio', 'video', 'style', 'form', 'input', 'button', 'select', 'textarea'],
    FORBID_ATTR: ['style', 'id', 'name', 'class'],
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  const holder = document.createElement('div');
  holder.append(fragment);
  return holder.innerHTML;
}
