const { parentPort } = require('node:worker_threads');
const { PGlite } = require('@electric-sql/pglite');
const { vector } = require('@electric-sql/pglite/vector');

// PostgreSQL with pgvector, compiled to WebAssembly: in a thread of its own, as jest's context cannot load it. A text of
// SQL comes in; what goes out is the rows of its last statement, or what was wrong.
const database = new PGlite({ extensions: { vector } });

parentPort.on('message', (sql) => {
  database.exec(sql).then(
    (results) => parentPort.postMessage({ rows: results.at(-1)?.rows }),
    (error) => parentPort.postMessage({ error: error.message })
  );
});
