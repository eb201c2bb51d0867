import type { WireRecord } from '../../api';
import { CopyButton } from '../copy';
import { asCurl } from './curl';
import { Raw } from './raw';
import { milliseconds } from './timings';

/** What the plugin asked of the gateway. */
export function Wire({ wire }: { wire: WireRecord[] }) {
  if (!wire.length) return <p class="quiet">Nothing was sent.</p>;
  return wire.map((request, index) => <Request key={index} request={request} />);
}

function Request({ request }: { request: WireRecord }) {
  const { method, origin, path, headers, body, status, took } = request;
  return (
    <section class="wire">
      <h3>
        <span class="type">{method}</span> {path}
      </h3>
      <p class="quiet">
        {origin} · {status === undefined ? 'no answer' : `answered ${status}`} in {milliseconds(took)}{' '}
        <CopyButton text={() => asCurl(request)} what="the request as curl, secrets masked" name="Copy as curl" />
      </p>
      <dl class="headers">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {body !== undefined && <Raw value={body} what="the request" />}
    </section>
  );
}
