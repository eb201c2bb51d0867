import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';

/*
 * The connections that are kept for the next query, for the whole process: setting up a secure one may take longer than
 * the gateway's answer.
 */

/** How long an idle connection is kept, in milliseconds: the usual servers close theirs after five seconds or more. */
const IDLE_MS = 4_000;

export const HTTP_AGENT = guarded(new HttpAgent({ keepAlive: true, timeout: IDLE_MS }));
export const HTTPS_AGENT = guarded(new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }));

/**
 * Closes an idle connection on which something arrives. Nobody asked for it, so it could only be taken for the answer to
 * the next request; and Node itself would read on without an end, as fast as a server sends.
 */
function guarded<Agent extends HttpAgent>(agent: Agent): Agent {
  const { keepSocketAlive, reuseSocket } = agent;
  agent.keepSocketAlive = (socket) => {
    socket.on('data', close);
    return keepSocketAlive.call(agent, socket);
  };
  agent.reuseSocket = (socket, request) => {
    socket.off('data', close);
    reuseSocket.call(agent, socket, request);
  };
  return agent;
}

function close(this: Duplex): void {
  this.destroy();
}
