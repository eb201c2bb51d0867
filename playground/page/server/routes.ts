import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Playground } from '../../portkey';
import type { CallRequest } from '../api';
import { toLines } from '../lines';
import { call } from './call';
import { readForms, ROOT } from './forms';
import type { Page } from './page';

/** Answers one request: the page's files, both forms, or a call of the plugin. What fails is said in `error`. */
export function answer(playground: Playground, page: Page, request: IncomingMessage, response: ServerResponse): void {
  route(playground, page, request, response).catch((error: unknown) =>
    send(response, 500, { error: error instanceof Error ? error.message : String(error) })
  );
}

async function route(playground: Playground, page: Page, request: IncomingMessage, response: ServerResponse) {
  // Only pages of this machine: a name that somebody points here must not reach what runs queries.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return send(response, 403, {});
  switch (`${request.method} ${request.url}`) {
    case 'GET /icon.svg':
      return response.setHeader('content-type', 'image/svg+xml').end(readFileSync(join(ROOT, 'icon.svg')));
    case 'GET /api/forms':
      return send(response, 200, readForms(playground, page.problem()));
    case 'POST /api/run':
    case 'POST /api/test': {
      // Another site's page cannot send this type without asking first, and it gets no answer to that.
      if (request.headers['content-type'] !== 'application/json') return send(response, 415, {});
      const { source, query = {}, unresolved = [] } = JSON.parse(await read(request)) as CallRequest;
      const gone = new AbortController();
      // Whoever stops a query, or closes the page, hangs up.
      response.once('close', () => gone.abort());
      const asked = request.url === '/api/run' ? { source, query, unresolved } : { source };
      return send(response, 200, await call(asked, gone.signal));
    }
    default:
      return page.serve(request, response);
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-ndjson' }).end(toLines(body));
}
