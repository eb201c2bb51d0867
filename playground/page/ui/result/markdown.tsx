import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { useMemo } from 'preact/hooks';
import { LongText } from './text';

const markdown = new Marked({
  breaks: true,
  renderer: {
    image: ({ text }) => `<em>Image: ${text.replaceAll('<', '&lt;')}</em>`,
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

/** Characters of which Markdown makes elements. Whatever has more of them would hold up the browser. */
const MARKS = /[\n|*_`[<>]/g;
const MANY = 1_500;

/** Nobody reads more at once. */
const LONG = 20_000;

/**
 * What Markdown makes, and nothing else: no forms, nothing that lies over the page, and nothing that the browser would
 * fetch by itself, as an address can carry data away.
 */
const ALLOWED = {
  ALLOWED_TAGS: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'blockquote', 'pre', 'hr', 'ol', 'ul', 'li'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['a', 'br', 'code', 'del', 'em', 'strong', 'sub', 'sup'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'start', 'align', 'colspan', 'rowspan', 'dir'],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
};

/** A text of a model, drawn as the Markdown that it most likely is. */
export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => safeHtml(text), [text]);
  if (html === undefined) return <LongText text={text} />;
  return <div class="markdown" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** What a model writes is not to be trusted. Undefined if it is too much, or nested deeper than can be read. */
function safeHtml(text: string): string | undefined {
  if (text.length > LONG || (text.match(MARKS)?.length ?? 0) > MANY) return undefined;
  try {
    const fragment = DOMPurify.sanitize(markdown.parse(text, { async: false }), {
      ...ALLOWED,
      RETURN_DOM_FRAGMENT: true,
    });
    for (const link of fragment.querySelectorAll('a')) {
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
    }
    const holder = document.createElement('div');
    holder.append(fragment);
    // An English heading may stand above a Hebrew paragraph.
    for (const block of holder.children as HTMLCollectionOf<HTMLElement>) block.dir ||= 'auto';
    return holder.innerHTML;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
