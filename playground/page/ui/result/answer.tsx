import type { CallResult } from '../../api';
import { CopyButton } from '../copy';
import { asExpression } from '../path';
import { Embeddings } from './embeddings';
import { MessageCard } from './message';
import { More } from './more';
import { fieldsOf, listOf, readMessage } from './shapes';
import { LongText } from './text';
import { Tree } from './tree';

/** The answer as what it is: a conversation, a text or vectors; anything else as its data. */
export function Answer({ result: { outcome, wire }, path }: { result: CallResult; path: string }) {
  const data = fieldsOf(outcome.data);
  const choices = listOf(data.choices);
  if (choices.some(({ message }) => message)) {
    const asked = listOf(fieldsOf(wire.at(-1)?.body).messages);
    const messages = choices.map(({ message }) => readMessage(message));
    return (
      <>
        <ol class="conversation">
          <More items={asked} from="end" name="earlier messages">
            {(message, index) => <MessageCard key={index} message={readMessage(message)} />}
          </More>
          {messages.map((message, index) => (
            <MessageCard key={`answer ${index}`} message={message} isAnswer />
          ))}
        </ol>
        <Copies answer={messages.map(({ text }) => text).join('\n\n')} path={`${path}.choices[0].message.content`} />
      </>
    );
  }
  if (choices.some(({ text }) => typeof text === 'string')) {
    const texts = choices.map(({ text }) => String(text));
    return (
      <>
        {texts.map((text, index) => (
          <div key={index} class="completion">
            <LongText text={text} />
          </div>
        ))}
        <Copies answer={texts.join('\n\n')} path={`${path}.choices[0].text`} />
      </>
    );
  }
  const embeddings = listOf(data.data);
  if (embeddings.some(({ embedding }) => embedding)) return <Embeddings items={embeddings} path={`${path}.data`} />;
  return <Tree value={outcome.data} path={path} />;
}

function Copies({ answer, path }: { answer: string; path: string }) {
  return (
    <p class="copies">
      <CopyButton text={() => answer} what="the answer" name="Copy answer" />
      <CopyButton text={() => asExpression(path)} what={asExpression(path)} name="Copy expression" />
    </p>
  );
}
