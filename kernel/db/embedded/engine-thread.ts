import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { slimPostgis } from './postgis-bundle.ts';
import type { EngineData, FromEngine, ToEngine } from './messages.ts';

/** Answers travel in pieces of about this size, so that no single one keeps the main loop busy. */
const pieceBytes = 64 * 1024;

const port = parentPort;
if (!port) throw new Error('the engine runs in a worker thread');
const { folder } = workerData as EngineData;

const tell = (message: FromEngine): void =>
  port.postMessage(message, message.kind === 'wire' ? [message.bytes.buffer] : []);

const engine = await PGlite.create({
  dataDir: folder,
  extensions: { postgis: slimPostgis, pg_trgm, btree_gist },
});

/** ReadyForQuery (type Z, length 5, state of the transaction) ends every answer of a sound engine. */
const readyHead = [0x5a, 0, 0, 0, 5];

class Outbox {
  #parts: Uint8Array[] = [];
  #size = 0;
  #tail: number[] = [];

  get complete(): boolean {
    return readyHead.every((byte, at) => this.#tail[at] === byte);
  }

  /** The engine's bytes are a view into its memory: they are copied before it goes on. */
  add(bytes: Uint8Array): void {
    this.#parts.push(bytes.slice());
    this.#size += bytes.length;
    this.#tail = [...this.#tail, ...bytes.slice(-6)].slice(-6);
    if (this.#size >= pieceBytes) this.flush();
  }

  flush(): void {
    if (this.#size === 0) return;
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#size = 0;
    tell({ kind: 'wire', bytes });
  }
}

async function answer(bytes: Uint8Array): Promise<void> {
  const outbox = new Outbox();
  await engine.execProtocolRawStream(bytes, { onRawData: (piece) => outbox.add(piece) });
  outbox.flush();
  // After a panic, as on a full disk, the engine takes statements and says nothing: better to end and reopen.
  if (!outbox.complete) throw new Error('the engine stopped answering');
}

async function handle(message: ToEngine): Promise<void> {
  if (message.kind === 'wire') return answer(message.bytes);
  if (message.kind === 'blob') return engine._handleBlob(new Blob([message.bytes]));
  await engine.close();
  tell({ kind: 'closed' });
  return port?.close();
}

let last: Promise<void> = Promise.resolve();
port.on('message', (message: ToEngine) => {
  // A failure here is the engine's own (an error of SQL travels inside the answer): the thread ends with it.
  last = last.then(() => handle(message));
});
tell({ kind: 'ready' });
