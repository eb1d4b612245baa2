import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { unavailableProblem } from '../store-problem.ts';
import { sessionSettings, valueTypes } from '../values.ts';
import { EngineSocket } from './engine-socket.ts';
import type { EngineData, FromEngine, ToEngine } from './messages.ts';

/** One running engine: its thread, and the client that speaks to it. */
export interface Engine {
  readonly client: pg.Client;
  /** True once the thread has ended, whatever the reason. */
  readonly gone: () => boolean;
  /** What the next COPY from /dev/blob reads; the bytes are handed over. */
  giveBlob(bytes: Uint8Array<ArrayBuffer>): void;
  /** Ends the thread at once, in the middle of whatever it does. What was committed is on file. */
  kill(): Promise<void>;
  /** Lets the engine write its checkpoint, then ends the thread. */
  close(): Promise<void>;
}

const closeWithinMs = 30_000;

function startThread(folder: string): Worker {
  const data: EngineData = { folder };
  return new Worker(new URL('./engine-thread.ts', import.meta.url), {
    name: 'postgres',
    workerData: data,
    execArgv: [],
  });
}

/** Starts the engine on a folder; makes the database there when it is not. */
export async function startEngine(folder: string): Promise<Engine> {
  const thread = startThread(folder);
  const send = (message: ToEngine): void =>
    thread.postMessage(message, message.kind === 'close' ? [] : [message.bytes.buffer]);
  const socket = new EngineSocket((bytes) => send({ kind: 'wire', bytes }));
  // Whoever waits for an answer is told through the client; while there is none, by `firstWord`.
  socket.on('error', () => undefined);
  let gone = false;
  let cause: unknown;
  const closed = new Promise<void>((resolve) => {
    thread.on('message', (message: FromEngine) => {
      if (message.kind === 'wire') socket.receive(message.bytes);
      if (message.kind === 'closed') resolve();
    });
    thread.once('exit', () => resolve());
  });
  thread.on('error', (error) => {
    cause = error;
  });
  thread.once('exit', () => {
    gone = true;
    socket.destroy(unavailableProblem(cause));
  });
  await firstWord(thread);
  const client = await connect(socket);
  return {
    client,
    gone: () => gone,
    giveBlob: (bytes) => send({ kind: 'blob', bytes }),
    kill: async () => {
      await thread.terminate();
    },
    close: async () => {
      send({ kind: 'close' });
      const impatient = setTimeout(() => void thread.terminate(), closeWithinMs);
      await closed;
      clearTimeout(impatient);
      await thread.terminate();
    },
  };
}

/** Waits until the engine is ready; a thread that ends before has failed to open the folder. */
async function firstWord(thread: Worker): Promise<void> {
  const ended = once(thread, 'exit').then(() => {
    throw new Error('the embedded database ended while opening');
  });
  try {
    await Promise.race([once(thread, 'message'), ended]);
  } catch (error) {
    throw unavailableProblem(error);
  }
}

async function connect(socket: EngineSocket): Promise<pg.Client> {
  const client = new pg.Client({
    stream: () => socket,
    ssl: false,
    host: 'embedded',
    user: 'postgres',
    database: 'postgres',
    types: valueTypes as pg.CustomTypesConfig,
  });
  // The loss of the engine is told by the statement that meets it; nobody waits for this event.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(sessionSettings);
  return client;
}
