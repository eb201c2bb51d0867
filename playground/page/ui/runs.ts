import { useRef, useState } from 'preact/hooks';
import type { CallResult } from '../api';

/** One time that somebody asked, and what came of it. */
export interface Run {
  id: number;
  /** Which form asked: `connection`, or the operation. */
  of: string;
  name: string;
  /** What the connection was called. */
  via: string;
  /** All that was asked, as text: an answer is that to this, and to nothing else. */
  asked: string;
  /** What the query's fields were worth at that time, by key. */
  given?: Record<string, unknown>;
  at: Date;
  state: 'running' | 'answered' | 'stopped' | 'lost';
  /** When `answered`. */
  result?: CallResult;
  /** Milliseconds, when `stopped`. */
  took?: number;
  /** When `lost`: why no answer came. */
  problem?: string;
}

export type Question = Pick<Run, 'of' | 'name' | 'via' | 'asked' | 'given'>;

const KEPT = 10;

/** The last ten runs, newest first, of which one may be under way. They are gone with the page. */
export function useRuns() {
  const [runs, setRuns] = useState<Run[]>([]);
  const underWay = useRef<AbortController | undefined>(undefined);
  const lastId = useRef(0);

  const start = async (question: Question, ask: (signal: AbortSignal) => Promise<CallResult>): Promise<void> => {
    if (underWay.current) return;
    const { signal } = (underWay.current = new AbortController());
    const run: Run = { ...question, id: ++lastId.current, at: new Date(), state: 'running' };
    const end = (how: Partial<Run>) =>
      setRuns((all) => all.map((other) => (other.id === run.id ? { ...run, ...how } : other)));
    setRuns((all) => [run, ...all].slice(0, KEPT));
    try {
      end({ state: 'answered', result: await ask(signal) });
    } catch (error) {
      if (signal.aborted) end({ state: 'stopped', took: Date.now() - run.at.getTime() });
      else end({ state: 'lost', problem: error instanceof Error ? error.message : String(error) });
    } finally {
      underWay.current = undefined;
    }
  };
  const stop = () => underWay.current?.abort();
  return { runs, start, stop };
}
