import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { defineJob, interruptionOf, type JobOutcome, type JobRun } from '#kernel/job';
import { fill } from '#kernel/texts';
import { dropMarks, markedNow, marksNow } from './due-store.ts';
import { keepHouseholds } from './households/keep.ts';
import { placeAddresses, type Placed } from '#platform/data/addresses';
import { tellOwners, type Judged } from './placing-findings.ts';
import * as store from './placing-store.ts';
import { subjects, type Subject } from './subjects.ts';

const atOnce = 1000;
const unit = { zh: '个地址', en: 'addresses' };

interface Figures {
  placed: number;
  open: number;
}

type Rows = Awaited<ReturnType<typeof store.rowKeysOf>>;

/** What is noted of an entity: its code, and the row that wrote the address that stands. */
function notedOf({ id, written, origin }: store.ToPlace, placed: Placed, rows: Rows): store.PlacedEntity {
  const none = { dataset: null, row_key: null, row: null };
  const made = { id, written, verdict: placed.verdict, code: placed.code };
  if (!origin) return { ...made, ...none };
  const members = rows.get(`${id} ${origin.dataset}`) ?? [];
  const exact = members.find(({ batch, row }) => batch === origin.batch && row === origin.row);
  const member = exact ?? members[0];
  if (!member) return { ...made, ...none, dataset: origin.dataset };
  return { ...made, dataset: origin.dataset, row_key: member.key, row: member.row };
}

/** Places some addresses, notes which row of which dataset wrote each, and tells the owners: one transaction. */
async function judge(
  context: Context,
  subject: Subject,
  entities: readonly store.ToPlace[],
): Promise<Figures> {
  return context.transaction(async (tx) => {
    const written = entities.map(({ address, simulated, division }) => ({
      text: address,
      simulated,
      division: division ?? undefined,
    }));
    const placed = await placeAddresses(context, tx, written, { source: 'registers:standing' });
    const rows = await store.rowKeysOf(
      tx,
      entities.map(({ id }) => id),
    );
    const judged = entities.flatMap((entity, at): Judged[] => {
      const found = placed[at];
      return found ? [{ entity, placed: found, noted: notedOf(entity, found, rows) }] : [];
    });
    await store.putPlaced(
      tx,
      subject,
      judged.map(({ noted }) => noted),
    );
    await tellOwners(context, tx, judged);
    const count = judged.filter(({ noted }) => noted.code !== null).length;
    return { placed: count, open: judged.length - count };
  });
}

/** Looks at some entities, of whichever kind they are. */
async function judgeAll(
  context: Context,
  waiting: store.Waiting,
  entities: readonly string[],
  run: JobRun,
): Promise<Figures> {
  const figures: Figures = { placed: 0, open: 0 };
  for (const subject of [subjects.person, subjects.company]) {
    run.signal.throwIfAborted();
    const due = await store.waitingOf(context.db, subject, waiting, entities);
    if (due.length === 0) continue;
    const { placed, open } = await judge(context, subject, due);
    figures.placed += placed;
    figures.open += open;
  }
  return figures;
}

/** First those that could not be placed before: what is found to have no place now is for the next time. */
async function placeAll(context: Context, run: JobRun): Promise<Figures> {
  const { db } = context;
  const total = (await store.countOpen(db)) + (await marksNow(db, 'addresses')).count;
  const figures: Figures = { placed: 0, open: 0 };
  let done = 0;
  const take = async (waiting: store.Waiting, entities: readonly string[], looked: number) => {
    const { placed, open } = await judgeAll(context, waiting, entities, run);
    figures.placed += placed;
    figures.open += open;
    done += looked;
    run.progress({ done, total: Math.max(done, total), unit });
  };
  for (let after: string | undefined = ''; after !== undefined;) {
    const entities = await store.nextOpen(db, { after, size: atOnce });
    if (entities.length > 0) await take('open', entities, entities.length);
    after = entities.at(-1);
  }
  for await (const { marks, entities } of markedNow(db, 'addresses', atOnce)) {
    await take('changed', entities, marks.length);
    // Only now: a run that ends before finds them again, and nothing left to do for those that have their code.
    await dropMarks(db, 'addresses', marks);
  }
  return figures;
}

const attempts = 3;

/** A run that failed will not be tried again, or somebody has cancelled it; one that was stopped goes on later. */
const givenUp = ({ signal, attempt }: JobRun): boolean =>
  signal.aborted ? interruptionOf(signal) === 'cancelled' : attempt >= attempts;

interface Input {
  readonly batch?: string | undefined;
  readonly once?: string | undefined;
}

/** Begins the households of whoever has been placed, and of a batch, which has them kept once. */
const startHouseholds = (context: Context, run: JobRun, { once }: Input) =>
  context.startJob(
    context.db,
    keepHouseholds,
    {},
    { actor: system, key: once === undefined ? `households-placed:${run.id}` : `households:${once}` },
  );

/** Begins the households of everybody where addresses could not be looked at. */
const startUnplaced = (context: Context, run: JobRun) =>
  context.startJob(
    context.db,
    keepHouseholds,
    { unplacedToo: true },
    { actor: system, key: `households-unplaced:${run.id}` },
  );

/**
 * Gives the standing address of each person and company its code: those that are new, were changed, or could not be
 * placed before (a village may have come into being since). It goes by what stands, so that late and repeated
 * deliveries, and a run that was cut off, end in the same codes. Households come after it, so that each is written once.
 */
export const placeStanding = defineJob({
  name: 'registers.place-addresses',
  title: { zh: '住址编码', en: 'Give addresses their codes' },
  input: z.object({
    batch: z.string().optional(),
    once: z.string().optional().describe('its households are kept once under this name'),
  }),
  attempts,
  lane: () => 'registers-addresses',
  async run(input, run, context): Promise<JobOutcome> {
    const again = run.state !== null;
    if (!again) await run.checkpoint({ begun: true });
    const figures = await placeAll(context, run).catch(async (error: unknown) => {
      if (givenUp(run)) await startUnplaced(context, run);
      throw error;
    });
    // Begun again after a crash, it may have placed them the time before.
    // Those without a code have been looked at too: their households wait for nothing any more.
    const looked = figures.placed + figures.open > 0;
    if (input.batch !== undefined || looked || again) await startHouseholds(context, run, input);
    return {
      summary: fill(
        { zh: '编码 {placed} 个，未能编码 {open} 个', en: '{placed} have their code, {open} have none' },
        { ...figures },
      ),
      data: { ...figures },
    };
  },
});
