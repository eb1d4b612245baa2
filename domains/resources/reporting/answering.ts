import { dayIn } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { prefillFor } from '#platform/base/forms';
import { mandateInForce } from '#platform/base/identity';
import { datasetValues, householdValues } from '#platform/data/registers';
import { noteGiven, noteTakenBack } from './consents.ts';
import type { Sheet } from './contract.ts';
import { again, requireNamed, step, type Open } from './sheet.ts';
import type { Party } from './party.ts';
import { firstDayOf } from './periods.ts';
import { fromEarlier } from './sheet-rules.ts';
import * as sheets from './sheet-store.ts';
import { texts } from './texts.ts';

async function keep(
  context: Context,
  tx: Db,
  open: Open,
  kept: { readonly answers: sheets.AnswersOf; readonly origins: sheets.Origins; readonly consented: boolean },
): Promise<void> {
  await sheets.putDraft(tx, {
    ...kept,
    respondent: open.party.key,
    asks: open.party.kind,
    endsOn: open.endsOn,
    by: context.actor.id,
    at: context.clock.now().toISOString(),
    simulated: open.filings.some(({ simulated }) => simulated),
  });
}

/** Saves what was answered so far, right or wrong: what is wrong is told. */
export async function saveSheet(
  context: Context,
  endsOn: string,
  { revision, answers }: { readonly revision: number; readonly answers: sheets.AnswersOf },
): Promise<Sheet> {
  return context.transaction(async (tx) => {
    const open = await step(context, tx, endsOn, { revision });
    const known = new Set(open.cells.map(({ cell }) => cell));
    const unknown = Object.keys(answers).find((cell) => !known.has(cell));
    if (unknown !== undefined)
      throw new Problem(422, 'reporting.unknown-cell', fill(texts.unknownCell, { cell: unknown }));
    const trimmed = Object.fromEntries(Object.entries(answers).map(([cell, value]) => [cell, value.trim()]));
    await keep(context, tx, open, { answers: trimmed, origins: open.row?.origins ?? {}, consented: false });
    return again(context, tx, open);
  });
}

/** Cells that a dataset would answer which the consent names. */
const agreedCells = ({ cells }: Open, agreed: readonly string[]) =>
  new Map(
    cells.flatMap(({ cell, dataset }) =>
      dataset !== null && agreed.includes(dataset.code) ? [[cell, dataset] as const] : [],
    ),
  );

/** What is so on the last day of a period is said by a delivery of that period alone, and never by one of another time. */
function isOfTime({ all }: Open, item: string, day: string): boolean {
  const asked = all.filter(({ cell }) => cell === item);
  return asked.every(
    ({ question, filing }) =>
      question.nature !== 'stock' || (firstDayOf(filing.period) <= day && day <= filing.endsOn),
  );
}

/** What the departments' own rows say, each with whose it is and of which day. Slow: read while nobody waits for the sheet. */
async function heldOf(context: Context, open: Open, agreed: readonly string[]): Promise<sheets.Origins> {
  const sources = agreedCells(open, agreed);
  const { kind, key } = open.party;
  const read = kind === 'household' ? householdValues : datasetValues;
  const held = await read(context, key, [...sources.keys()]);
  return Object.fromEntries(
    held.flatMap(({ item, value, at }) => {
      const source = sources.get(item);
      const day = dayIn(context.config.TIME_ZONE, new Date(at));
      if (!source || !isOfTime(open, item, day)) return [];
      const { title, providerName: provider } = source;
      return [[item, { value, source: fill(texts.ofDataset, { title, provider, day }) }] as const];
    }),
  );
}

/** What the register, the departments' own rows and one's earlier sheets say, each with its source; the surest last. */
async function knownOf(
  context: Context,
  tx: Db,
  { cells, row, party, endsOn }: Open,
  held: sheets.Origins,
): Promise<sheets.Origins> {
  const items = cells.map(({ cell }) => cell);
  const registered = await prefillFor({ ...context, db: tx }, items);
  const earlier = (await sheets.sheetsOf(tx, party.key))
    // What came later says nothing of what was so then.
    .filter((each) => each.endsOn < endsOn && each.handed !== null && !each.undecided)
    .map((each) => ({ endsOn: each.endsOn, answers: each.handed ?? {} }));
  return {
    ...fromEarlier(cells, earlier, row?.answers ?? {}),
    // What is asked no longer since it was read is left out.
    ...Object.fromEntries(Object.entries(held).filter(([cell]) => items.includes(cell))),
    ...Object.fromEntries(registered.map(({ item, value, source }) => [item, { value, source }])),
  };
}

/** Whose registers, sheets and datasets were asked, one entry each: a department is told of what was read of its own. */
async function noteReads(
  context: Context,
  tx: Db,
  party: Party,
  { items, datasets }: { readonly items: number; readonly datasets: readonly string[] },
): Promise<void> {
  const read = {
    action: 'read',
    basis: mandateInForce(context.actor)?.basis ?? 'reporting:file',
    subjects: [party.key],
  } as const;
  await context.ledger(tx, {
    ...read,
    resource: 'reporting.sheet',
    detail: { consent: 'given', items, ...(datasets.length > 0 && { datasets }) },
  });
  for (const code of datasets)
    await context.ledger(tx, { ...read, resource: `ingestion.${code}`, detail: { for: 'reporting.sheet' } });
}

interface Agreed {
  readonly revision: number;
  readonly returns: readonly string[];
  readonly datasets: readonly string[];
}

/** Fills empty cells with what the city knows: registers, one's own earlier sheets, the datasets that the consent names. */
export async function prefillSheet(
  context: Context,
  endsOn: string,
  { revision, returns, datasets: agreed }: Agreed,
): Promise<Sheet> {
  // What the register has on a person is shown to nobody who merely knows their name and number.
  const locked = async (tx: Db): Promise<Open> => {
    const open = await step(context, tx, endsOn, { revision, level: 3 });
    requireNamed(open, returns);
    return open;
  };
  const held = await heldOf(context, await context.transaction(locked), agreed);
  return context.transaction(async (tx) => {
    const open = await locked(tx);
    const { row, party } = open;
    const present = row?.answers ?? {};
    const found = await knownOf(context, tx, open, held);
    const datasets = [...new Set([...agreedCells(open, agreed).values()].map(({ code }) => code))];
    // What stood there before keeps its origin: withdrawn, it is still known as what the city filled in.
    const filled = Object.entries(found).filter(([cell]) => !present[cell]);
    await noteGiven(context, tx, open, agreed);
    await noteReads(context, tx, party, { items: Object.keys(found).length, datasets });
    await keep(context, tx, open, {
      answers: { ...present, ...Object.fromEntries(filled.map(([cell, { value }]) => [cell, value])) },
      origins: { ...row?.origins, ...Object.fromEntries(filled) },
      consented: true,
    });
    return again(context, tx, open);
  });
}

/**
 * Takes the consent back: what was filled in by it and not changed since is taken out of a sheet that is not handed in. What
 * was handed in is the respondent's own word, and stays. Also when nothing is asked any more.
 * @throws Problem 409 `reporting.no-consent`
 */
export async function withdrawConsent(context: Context, endsOn: string, revision: number): Promise<Sheet> {
  return context.transaction(async (tx) => {
    const open = await step(context, tx, endsOn, { revision, asked: false });
    const { row, party } = open;
    if (!row?.consentedAt) throw new Problem(409, 'reporting.no-consent', texts.noConsent);
    const { handed, answers, origins } = row;
    const kept = Object.entries(answers).filter(
      ([cell, value]) => origins[cell]?.value !== value || handed?.[cell] === value,
    );
    await noteTakenBack(context, tx, open);
    await sheets.putWithdrawn(tx, {
      respondent: party.key,
      endsOn,
      answers: Object.fromEntries(kept),
      at: context.clock.now().toISOString(),
    });
    await context.ledger(tx, {
      action: 'change',
      resource: 'reporting.sheet',
      basis: mandateInForce(context.actor)?.basis ?? 'reporting:file',
      subjects: [party.key],
      detail: { consent: 'withdrawn', endsOn },
    });
    return again(context, tx, open);
  });
}
