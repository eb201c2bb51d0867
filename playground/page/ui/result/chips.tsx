import type { CallResult } from '../../api';
import { useCopy } from '../copy';
import { fieldsOf } from './shapes';
import { milliseconds } from './timings';

/** How much of a trace id tells it from others. */
const TRACE = 8;

/** What one wants to know of an answer at a glance: those of its facts that it has. */
export function Chips({ result }: { result: CallResult }) {
  const copy = useCopy();
  const trace = traceOf(result);
  return (
    <dl class="chips">
      {facts(result).map(([name, value]) => (
        <div key={name} class={name}>
          <dt>{name}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
      {trace !== undefined && (
        <div>
          <dt>trace</dt>
          <dd>
            <button type="button" title={`Copy ${trace}`} onClick={() => copy(trace)}>
              {trace.length > TRACE ? `${trace.slice(0, TRACE)}…` : trace}
            </button>
          </dd>
        </div>
      )}
    </dl>
  );
}

function facts({ outcome, wire, timings }: CallResult): [name: string, value: string][] {
  const data = fieldsOf(outcome.data);
  const usage = fieldsOf(data.usage);
  const choices = Array.isArray(data.choices) ? data.choices.map(fieldsOf) : [];
  const reasons = new Set(choices.map(({ finish_reason }) => finish_reason));
  const all: [string, unknown][] = [
    ['status', wire.at(-1)?.status],
    ['time', milliseconds(timings.total)],
    ['tokens', usage.total_tokens],
    ['model', data.model],
    ['finish', [...reasons].filter(Boolean).join(', ')],
    ['guardrail', data.hook_results && (passed(data.hook_results) ? 'passed' : 'a check failed')],
    ['code', data.code],
  ];
  return all
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => [name, String(value)]);
}

/** Each hook of a config's guardrails has a verdict. https://portkey.ai/docs/product/guardrails */
function passed(results: unknown): boolean {
  const hooks = Object.values(fieldsOf(results)).flatMap((list) => (Array.isArray(list) ? list.map(fieldsOf) : []));
  return hooks.every(({ verdict }) => verdict !== false);
}

function traceOf({ outcome: { data, metadata } }: CallResult): string | undefined {
  const headers = fieldsOf(fieldsOf(fieldsOf(metadata).response).headers);
  const trace = headers['x-portkey-trace-id'] ?? fieldsOf(data).traceId;
  return typeof trace === 'string' && trace !== '' ? trace : undefined;
}
