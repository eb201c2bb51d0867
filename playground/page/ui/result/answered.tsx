import type { CallResult } from '../../api';
import type { Run } from '../runs';
import { Answer } from './answer';
import { Chips } from './chips';
import { Raw } from './raw';
import { Tabs } from './tabs';
import { Timings } from './timings';
import { Tree } from './tree';
import { Wire } from './wire';

/** What ToolJet would show of an answer, and what it would not: the requests and the time. */
export function Answered({ run, result }: { run: Run; result: CallResult }) {
  const { outcome, wire, timings } = result;
  const failed = outcome.status === 'failed';
  const isTest = run.of === 'connection';
  // As ToolJet names the first query of a kind.
  const path = isTest ? 'test' : `queries.${run.of}1${failed ? '.error' : ''}`;
  return (
    <>
      <Verdict result={result} isTest={isTest} />
      <Chips result={result} />
      <Timings {...timings} />
      <Tabs
        tabs={[
          { name: 'Answer', hidden: failed || isTest, body: () => <Answer result={result} path={`${path}.data`} /> },
          {
            name: failed ? 'Error data' : 'Data',
            hidden: outcome.data === undefined,
            body: () => <Tree value={outcome.data} path={`${path}.data`} />,
          },
          { name: 'Raw', body: () => <Raw value={outcome} what="the raw result" /> },
          {
            name: 'Metadata',
            hidden: outcome.metadata === undefined,
            body: () => <Tree value={outcome.metadata} path={`${path}.metadata`} />,
          },
          { name: `Sent (${wire.length})`, body: () => <Wire wire={wire} /> },
        ]}
      />
    </>
  );
}

function Verdict({ result: { outcome }, isTest }: { result: CallResult; isTest: boolean }) {
  const { status, message, description } = outcome;
  if (status !== 'failed') {
    return (
      <p class="verdict good" role="status">
        <span aria-hidden="true">✓</span> {isTest ? 'Connection verified' : 'Query completed'}
      </p>
    );
  }
  return (
    <div class="verdict bad" role="status">
      <p>
        <span aria-hidden="true">✗</span> {message}
      </p>
      {description !== undefined && (
        <p class="description">{typeof description === 'string' ? description : JSON.stringify(description)}</p>
      )}
    </div>
  );
}
