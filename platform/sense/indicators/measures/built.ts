import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { dependentsOf, fingerprintOf, listMeasures, runnableOf } from './measures.ts';
import type { MeasureDefinition } from './shapes.ts';
import * as store from './store.ts';
import { everything, touch } from './touches-store.ts';

/**
 * How values are rolled up, counted on with every change that can make another figure of the same rows: what was reckoned by
 * an earlier one is reckoned anew, and its revisions say that it was the method. 1: as first made. 2: a sum counts every
 * period, a ratio of two sources those in which both have rows.
 */
export const rollUpMethod = 2;

interface Sorted {
  /** Built by another definition, or never. */
  readonly stale: readonly MeasureDefinition[];
  /** Out of force, and not yet noted. */
  readonly gone: readonly string[];
  /** In force again, as they were. */
  readonly returned: readonly string[];
  readonly otherMethod: readonly string[];
}

function sort(
  context: Context,
  all: readonly MeasureDefinition[],
  kept: ReadonlyMap<string, store.Built>,
): Sorted {
  const known = new Set(all.map(({ code }) => code));
  const runnable = runnableOf(context, all);
  const same = runnable.filter((each) => kept.get(each.code)?.fingerprint === fingerprintOf(each));
  const back = same.filter(({ code }) => kept.get(code)?.gone_at);
  return {
    stale: runnable.filter((each) => !same.includes(each)),
    gone: [...kept.values()]
      .filter((each) => !known.has(each.measure) && each.gone_at === null)
      .map(({ measure }) => measure),
    returned: back.map(({ code }) => code),
    otherMethod: same
      .filter((each) => !back.includes(each) && kept.get(each.code)?.method !== rollUpMethod)
      .map(({ code }) => code),
  };
}

/** Two at once would each forget what the other has seen built meanwhile. */
async function markIn(context: Context, tx: Db): Promise<string[]> {
  await oneAtATime(tx, 'indicators.built');
  const all = await listMeasures(context, tx);
  const kept = new Map((await store.listBuilt(tx)).map((each) => [each.measure, each]));
  const { stale, gone, returned, otherMethod } = sort(context, all, kept);
  const now = context.clock.now().toISOString();
  const other = stale.map(({ code }) => code);
  if (other.length > 0) await store.forget(tx, other);
  if (gone.length > 0) await store.markGone(tx, gone, now);
  if (returned.length > 0) await store.markReturned(tx, returned, now);
  const made = dependentsOf([...other, ...gone], all).map(({ code }) => code);
  const causes: readonly (readonly [string, readonly string[]])[] = [
    ['definition', [...new Set([...other, ...made])]],
    ['returned', returned],
    ['method', otherMethod],
  ];
  for (const [cause, codes] of causes) for (const code of codes) await touch(tx, code, [everything], cause);
  return [...new Set(causes.flatMap(([, codes]) => codes))];
}

/**
 * Marks what was built by another definition or method, or never, to be reckoned from the first row on, and what is made of it
 * to be reckoned anew: its own releases stay, and what they become is a revision. What is out of force keeps what it has; once
 * it is back it is reckoned anew, and where rows were written meanwhile its releases are revised.
 * @returns codes of what is to be reckoned
 */
export const markUnbuilt = (context: Context): Promise<string[]> =>
  context.transaction((tx) => markIn(context, tx));
