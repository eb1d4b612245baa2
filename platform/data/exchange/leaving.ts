import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { askingTogether, type Db } from '#kernel/db';
import { eachSubject } from './granted-rows.ts';
import { addUse, lockUse, useAll, type Held, type UseOf } from './meter-store.ts';
import { quotaUsed } from './metering.ts';
import type { Terms } from './odrl.ts';
import { openReceipts } from './receipts/store.ts';
import type { Begun } from './receipts/receipt.ts';
import { inForce } from './standing.ts';

/** What is ready to leave. */
export interface Leaving {
  readonly context: Context;
  readonly terms: Terms;
  /** Whom each row is about. */
  readonly subjects: readonly string[];
  /** So many of them, the first, were counted before: they were sent, and not taken. */
  readonly counted?: number;
  /** What the ledger is told; undefined where no row leaves. */
  readonly entry: { readonly items: number; readonly receipt: string } | undefined;
  /** As it begins: whoever sends it ends it. */
  readonly receipt: Begun;
  /** What is written with it, or not at all. It may wait for a row of its own, so such a one leaves by itself. */
  readonly note?: (tx: Db) => Promise<void>;
}

/** What has more rows than these goes by itself: nobody else's read waits for its entry. */
const mostTogether = 5000;

const newOf = ({ subjects, counted = 0 }: Leaving): number => subjects.length - counted;

/** It may leave; its agreement stands no longer; or there is room for so many rows only. */
type Answer = 'leaves' | 'ended' | { readonly room: number };

const useOf = ({ context, terms: { id } }: Leaving): UseOf => ({ agreement: id, day: dayOf(context) });
const nameOf = ({ agreement, day }: UseOf): string => `${agreement} ${day}`;

type Using = Held & { calls: number; taken: number };

function judge(leaving: Leaving, using: Using | undefined): Answer {
  if (using?.state !== 'in-force') return 'ended';
  const { terms, counted = 0 } = leaving;
  const room = Math.max(0, terms.rowsPerDay - using.rows - using.taken);
  return newOf(leaving) <= room ? 'leaves' : { room: room + counted };
}

/** So many rows are told to the ledger by one entry: as many as a row group of the lake. */
const rowsOfEntry = 16_384;

/**
 * The ledger's entry about everybody whose row it is: it comes with the count of the rows, or not at all. A great read has
 * several, each about a bounded number of people, that name the one receipt; somebody with rows in two of them is in both.
 */
async function tellLedger(tx: Db, { context, terms, subjects, entry }: Leaving): Promise<void> {
  if (!entry) return;
  const parts = Math.max(1, Math.ceil(subjects.length / rowsOfEntry));
  for (let part = 1; part <= parts; part += 1) {
    const told = subjects.slice((part - 1) * rowsOfEntry, part * rowsOfEntry);
    await context.ledger(tx, {
      action: 'share',
      resource: `ingestion.${terms.dataset}`,
      basis: `agreement:${terms.id}`,
      purpose: context.purpose ?? terms.purpose,
      subjects: eachSubject(told),
      detail: {
        rows: told.length,
        version: terms.version,
        ...(parts > 1 && { part, parts }),
        ...entry,
      },
    });
  }
}

/** Something of it must stay, or its agreement was not used on this day yet: it is looked at one by one. */
class NotAll extends Error {}

/** As it mostly is: all of it leaves, by one statement beside the ledger's. @throws NotAll with nothing changed */
async function leaveTogether(leaving: readonly Leaving[], { context }: Leaving): Promise<Answer[]> {
  const used = new Map<string, UseOf & { calls: number; rows: number; readonly quota: number }>();
  for (const each of leaving) {
    const use = useOf(each);
    const known = used.get(nameOf(use)) ?? { ...use, calls: 0, rows: 0, quota: each.terms.rowsPerDay };
    known.calls += 1;
    known.rows += newOf(each);
    used.set(nameOf(use), known);
  }
  // With the entry of the ledger that names it, or not at all: what breaks off before its first byte has one too.
  const receipts = leaving.map(({ receipt }) => receipt);
  await context.transaction(async (tx) => {
    const at = context.clock.now().toISOString();
    if (!(await useAll(tx, [...used.values()], { at, receipts }))) throw new NotAll();
    // Before the ledger, in which others wait for each other: whoever holds the row that is noted may wait there.
    for (const each of leaving) await each.note?.(tx);
    for (const each of leaving) await tellLedger(tx, each);
  });
  return leaving.map(() => 'leaves');
}

async function leaveAll(leaving: readonly Leaving[]): Promise<Answer[]> {
  const [first] = leaving;
  if (!first) return [];
  try {
    return await leaveTogether(leaving, first);
  } catch (error) {
    if (error instanceof NotAll) return leaveOneByOne(leaving);
    throw error;
  }
}

async function leaveOneByOne(leaving: readonly Leaving[]): Promise<Answer[]> {
  const [first] = leaving;
  if (!first) return [];
  return first.context.transaction(async (tx) => {
    const uses = new Map(leaving.map(useOf).map((use) => [nameOf(use), use]));
    const held = await lockUse(tx, [...uses.values()]);
    const using = new Map<string, Using>(held.map((each) => [nameOf(each), { ...each, calls: 0, taken: 0 }]));
    const answers: Answer[] = [];
    const begun: Begun[] = [];
    for (const each of leaving) {
      const mine = using.get(nameOf(useOf(each)));
      const answer = judge(each, mine);
      answers.push(answer);
      if (answer !== 'leaves' || !mine) continue;
      mine.calls += 1;
      mine.taken += newOf(each);
      await each.note?.(tx);
      await tellLedger(tx, each);
      begun.push(each.receipt);
    }
    const used = [...using.values()].map(({ agreement, day, calls, taken: rows }) => ({
      agreement,
      day,
      calls,
      rows,
    }));
    const at = first.context.clock.now().toISOString();
    await addUse(tx, used, at);
    await openReceipts(tx, begun, at);
    return answers;
  });
}

const together = askingTogether((_db: Db, leaving: readonly Leaving[]) => leaveAll(leaving), {
  lanes: 1,
  most: 100,
});

/**
 * Counts rows against the quota of the day, enters the read in the ledger, about everybody whose row it was, and begins its
 * receipt, in one commit with whatever else leaves at this moment. Only then may anything leave. A recall that was committed
 * before holds for it, however long the rows have been read.
 * @returns how many of the rows may leave: all, or what is left of today, and then nothing is counted yet
 * @throws Problem 429 `exchange.quota-used`; as `requireInForce`
 */
export async function leave(leaving: Leaving): Promise<number> {
  const { context, terms, subjects, note } = leaving;
  const [answer] =
    note || subjects.length > mostTogether
      ? await leaveAll([leaving])
      : [await together(context.db, leaving)];
  if (answer === 'leaves') return subjects.length;
  if (answer && answer !== 'ended') {
    if (answer.room === 0) throw quotaUsed(context, terms);
    return answer.room;
  }
  await inForce(context, terms.id);
  throw new Error(`agreement ${terms.id} has ended and stands`);
}
