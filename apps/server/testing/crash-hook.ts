// Loaded before a worker that knows nothing of it (`node --import`): ends the process, as kill -9 does, at the first
// commit of each named point that was not crashed at before. `CRASH_AT` is a folder: `seen` gets a line for each point,
// `done` one for each crash. `CRASH_ONLY` may name the points, one a line.
import { appendFileSync, readFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import pg from 'pg';
import { pointOf, pointOfFile, type CommitPoint } from './commit-points.ts';

const folder = process.env['CRASH_AT'] ?? '';
/** `none` only lists what is seen; `after` crashes when a commit is acknowledged, `before` when it is asked for. */
const when = process.env['CRASH_WHEN'] ?? 'none';

const only = process.env['CRASH_ONLY']?.split('\n');

const linesOf = (name: string): string[] => {
  try {
    return readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
};
const seen = new Set(linesOf('seen'));
const done = new Set(linesOf('done'));

function reach(moment: 'before' | 'after', point: string | undefined): void {
  if (point === undefined) return;
  if (!seen.has(point)) {
    seen.add(point);
    appendFileSync(join(folder, 'seen'), `${point}\n`);
  }
  if (moment !== when || done.has(point) || (only && !only.includes(point))) return;
  appendFileSync(join(folder, 'done'), `${point}\n`);
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing more is to be sent before it comes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
}

/** What a transaction that is open on a connection has written so far. */
const open = new WeakMap<object, string[]>();
const writes = /\b(insert into|update|delete from|copy)\s+"?([a-z_]+)"?\."?([a-z_]+)"?/g;

/** Of jobs what is meant: taken, ended, or only said to live. */
function meant(write: string, text: string): string {
  if (write !== 'update kernel.job') return write;
  if (text.includes(`set status = 'running'`)) return 'take kernel.job';
  return text.includes('attempt = attempt +') ? 'end kernel.job' : write;
}

const writtenBy = (text: string): string[] =>
  [...text.matchAll(writes)].map(([, verb = '', schema, table]) =>
    meant(`${verb.split(' ')[0]} ${schema}.${table}`, text),
  );

function textOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  const { text, name } = (asked ?? {}) as { text?: unknown; name?: unknown };
  return typeof text === 'string' ? text : String(name ?? '');
}

/**
 * What a statement is to the transaction of its connection.
 * @returns the point that it commits, if it does
 */
function committing(client: object, asked: unknown): CommitPoint | undefined {
  const text = textOf(asked);
  const written = writtenBy(text);
  // A query object is the first statement of a transaction, sent with its beginning (`kernel/db/server/beginning.ts`).
  if (asked instanceof pg.Query || /^\s*(begin|start transaction)/.test(text)) {
    open.set(client, written);
    return undefined;
  }
  const inside = open.get(client);
  const ends = /^\s*(commit|rollback)\s*$/.exec(text)?.[1];
  if (!inside) return ends ? undefined : pointOf(written);
  if (!ends) {
    inside.push(...written);
    return undefined;
  }
  open.delete(client);
  return ends === 'commit' ? pointOf(inside) : undefined;
}

const query = pg.Client.prototype.query as (this: object, ...given: unknown[]) => unknown;
pg.Client.prototype.query = function hooked(this: object, ...given: unknown[]): unknown {
  const point = committing(this, given[0]);
  if (point === undefined) return query.apply(this, given);
  reach('before', point);
  const answer = query.apply(this, given);
  if (!(answer instanceof Promise)) return answer;
  return answer.then((result: unknown) => {
    reach('after', point);
    return result;
  });
} as typeof pg.Client.prototype.query;

const rename = fs.rename;
fs.rename = async (from, to) => {
  const point = pointOfFile(String(to));
  reach('before', point);
  await rename(from, to);
  reach('after', point);
};
syncBuiltinESMExports();
