// Loaded into Portkey's gateway before all else. Its start script takes no host, and Node then listens on all addresses:
// the gateway has no keys and forwards to wherever a request says, so anybody on the same network could reach this
// machine's own servers through it.
'use strict';
const { Server } = require('node:net');

const { listen } = Server.prototype;

/** `server.listen(port, host, callback)`, with localhost in the host's place. */
Server.prototype.listen = function listenOnLoopback(port, _, ...others) {
  return listen.call(this, port, 'localhost', ...others);
};
