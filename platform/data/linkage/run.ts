import { createHash } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { JobRun } from '#kernel/job';
import type { AnyRecord, RecordOf } from '#kernel/record';
import { writeRows } from '#kernel/record-server';
import { allAliases, foundersOf, keysJoinedByNumber } from '#platform/data/registers';
import { bringPairs, simulatedBatches } from './bring.ts';
import { heldIds, layOut, lookAround, readHeld, type HeldRow, type Looked } from './held-store.ts';
import { Run } from './records.ts';
import * as store from './store.ts';
import { pairNow } from './pair-now.ts';
import { sweepPairs } from './sweep.ts';
import { tellOwners } from './tell.ts';
import { alone, pairId, weighHeld, type Found } from './weigh.ts';

const unit = { zh: '对', en: 'pairs' };
/** Pairs that are written in one transaction. */
const atOnce = 100;

export interface Ran {
  readonly id: string;
  readonly held: number;
  readonly linked: number;
  readonly asked: number;
  readonly nothing: number;
  /** It had been run over just this before, and nothing was done. */
  readonly before: boolean;
}

/** The same model over the same batches, joined as far, is the same run. */
const runId = (model: string, { compared, batches, joined }: Looked): string =>
  createHash('sha256')
    .update(JSON.stringify([model, compared, batches, joined]))
    .digest('hex')
    .slice(0, 20);

/** Whose an id is now. */
async function whoNow(db: Db): Promise<(person: string) => string> {
  const aliases = await allAliases(db);
  return (person) => aliases.get(person) ?? person;
}

interface Weighed {
  readonly now: (person: string) => string;
  readonly held: ReadonlySet<string>;
  readonly found: readonly Found[];
  readonly rows: ReadonlyMap<string, HeldRow>;
}

/** Everything that is reckoned, before anything is written: a run that is cut off reckons it again. */
const weigh = (
  context: Context,
  looked: Looked,
  parameters: unknown,
  signal: AbortSignal,
): Promise<Weighed> =>
  context.lake.session(async (session) => {
    await layOut(context, session, looked);
    const pairs = await store.standingPairs(context.db);
    const now = await whoNow(context.db);
    const refused = new Set(
      pairs.filter(({ state }) => state === 'different').map((pair) => pairNow(pair, now)),
    );
    const founders = await foundersOf(context.db);
    const found = await weighHeld(session, looked, { parameters, refused, founders });
    const held = await heldIds(session);
    const seen = new Set([...found.map(({ row }) => row), ...founders.keys()]);
    found.push(
      ...[...held]
        .filter((row) => !seen.has(row) && !refused.has(pairId(row, null)))
        .map((row) => alone(row)),
    );
    const ids = [...new Set(found.map(({ row }) => row))];
    return { held, now, found, rows: await readHeld(session, looked, ids) };
  }, signal);

async function sweep(context: Context, looked: Looked, { held, found, now }: Weighed): Promise<void> {
  const byNumber = new Map<string, ReadonlySet<string>>();
  for (const { dataset } of looked.sources)
    byNumber.set(dataset.code, await keysJoinedByNumber(context.db, dataset.code));
  await context.transaction(async (tx) =>
    sweepPairs(context, tx, await store.standingPairs(tx), {
      held,
      now,
      found: new Set(found.map(({ id }) => id)),
      byNumber: (dataset, key) => byNumber.get(dataset)?.has(key) ?? false,
    }),
  );
}

function figuresOf({ held, found: all }: Weighed) {
  const found = all.filter(({ band }) => band !== 'none');
  const linked = new Set(found.filter(({ band }) => band === 'link').map(({ row }) => row)).size;
  const seen = new Set(found.map(({ row }) => row)).size;
  return { held: held.size, linked, asked: seen - linked, nothing: held.size - seen };
}

const runRecord = Run as AnyRecord as RecordOf;

/**
 * Holds every row without a usable number against the register of persons. Safe to run again after a crash: what was written
 * stays, the rest follows; one that was finished is not done again.
 */
export async function runOnce(context: Context, model: store.ModelRow, run: JobRun): Promise<Ran> {
  const { compared } = await store.getSetting(context.db);
  const looked = await lookAround(context, compared);
  const id = runId(model.version, looked);
  const done = await store.findRun(context.db, id);
  if (done?.state === 'done') return { id, ...done, before: true };
  run.progress({ done: 0, unit, note: { zh: '逐对比较', en: 'comparing' } });
  const startedAt = context.clock.now().toISOString();
  const weighed = await weigh(context, looked, model.parameters, run.signal);
  const figures = figuresOf(weighed);
  const note = (tx: Db, change: object) =>
    writeRows(context, tx, runRecord, [{ id, model: model.version, ...figures, ...change }], {
      source: 'linkage',
      basis: 'linkage:run',
    });
  if (!done) await context.transaction((tx) => note(tx, { state: 'running', startedAt }));
  await sweep(context, looked, weighed);
  const { found, rows, now } = weighed;
  const simulated = await simulatedBatches(context, rows.values());
  for (let at = 0; at < found.length; at += atOnce) {
    run.signal.throwIfAborted();
    const piece = found.slice(at, at + atOnce);
    await context.transaction((tx) =>
      bringPairs(context, tx, piece, { run: id, model: model.version, rows, simulated, now }),
    );
    run.progress({ done: at + piece.length, total: found.length, unit });
  }
  await context.transaction(async (tx) => {
    await tellOwners(
      context,
      tx,
      looked.sources.map(({ dataset }) => dataset),
    );
    await context.ledger(tx, {
      action: 'read',
      resource: 'registers.person',
      purpose: '无可用号码的行与人口库比对',
      basis: `linkage:${model.version}`,
      subjects: [...new Set(found.flatMap(({ person }) => person ?? []))],
      detail: { run: id, ...figures },
    });
    await note(tx, { state: 'done', finishedAt: context.clock.now().toISOString() });
  });
  return { id, ...figures, before: false };
}
