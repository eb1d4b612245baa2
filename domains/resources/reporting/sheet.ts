import type { WorkingCalendar } from '#engines/working-days';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow, writeRows, type Incoming } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { prefillFor } from '#platform/base/forms';
import { mandateInForce } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import { cityCalendar } from '#platform/base/tasks';
import { Company } from '#platform/data/registers';
import type { Cell, Sheet, SheetLine } from './contract.ts';
import { dueAfter } from './due.ts';
import { Filing } from './records.ts';
import { cellsOf, faultOf, fromEarlier, ownAnswers, placed, type Placed } from './sheet-rules.ts';
import * as sheets from './sheet-store.ts';
import { questionsOf } from './store.ts';
import { texts } from './texts.ts';

/** The company for which the actor acts. @throws Problem 403 `reporting.no-mandate` */
function companyOf({ actor }: Context): string {
  const subject = mandateInForce(actor)?.subject;
  if (subject?.kind === 'company') return subject.key;
  throw new Problem(403, 'reporting.no-mandate', texts.noMandate);
}

const named = (zh: string, en: string | null): Text => ({ zh, en: en ?? zh });

async function nameOf(context: Context, db: Db, company: string): Promise<Text> {
  const name = (await readRow(context, db, Company, company))?.name ?? company;
  return { zh: name, en: name };
}

/** Everything of one sheet. */
interface Open {
  readonly company: string;
  readonly endsOn: string;
  readonly filings: readonly sheets.OwnFiling[];
  readonly all: readonly Placed[];
  readonly cells: readonly Cell[];
  readonly row: sheets.SheetRow | undefined;
}

type Names = ReadonlyMap<string, Text>;

async function opened(
  db: Db,
  { company, endsOn }: { readonly company: string; readonly endsOn: string },
  row: sheets.SheetRow | undefined,
): Promise<Open> {
  const filings = await sheets.filingsOf(db, company, endsOn);
  if (filings.length === 0)
    throw new Problem(404, 'reporting.nothing-due', fill(texts.nothingDue, { endsOn }));
  const questions = await questionsOf(db, [...new Set(filings.map((each) => each.return))]);
  const names = await organisationNames(db, [...new Set(filings.map(({ owner }) => owner))]);
  const all = placed(filings, questions);
  return { company, endsOn, filings, all, row, cells: cellsOf(all, { origins: row?.origins ?? {}, names }) };
}

/** A return that came after the sheet was handed in opens it again. */
function standingOf(row: sheets.SheetRow | undefined, due: boolean): SheetLine['state'] {
  if (row === undefined) return 'untouched';
  return due ? 'draft' : row.state;
}

function lineOf(open: Pick<Open, 'endsOn' | 'filings' | 'all' | 'row'>, names: Names): SheetLine {
  const { endsOn, filings, all, row } = open;
  const due = filings.filter((each) => each.state === 'due');
  return {
    endsOn,
    state: standingOf(row, due.length > 0),
    dueOn: (due.length > 0 ? due : filings).map(({ dueOn }) => dueOn).toSorted()[0] ?? endsOn,
    returns: filings.map((each) => ({
      code: each.return,
      title: named(each.titleZh, each.titleEn),
      owner: each.owner,
      ownerName: names.get(each.owner) ?? { zh: each.owner, en: each.owner },
      period: each.period,
      dueOn: each.dueOn,
      dueUncertain: each.dueUncertain,
      state: each.state,
      late: each.late,
      reconstructed: each.reconstructed,
    })),
    questions: all.length,
    cells: new Set(all.map(({ cell }) => cell)).size,
    receipt: row?.receipt ?? null,
    handedInAt: row?.handedInAt ?? null,
    simulated: filings.some(({ simulated }) => simulated),
  };
}

async function shape(context: Context, db: Db, open: Open): Promise<Sheet> {
  const { cells, row, filings } = open;
  const names = await organisationNames(db, [...new Set(filings.map(({ owner }) => owner))]);
  const answers = row?.answers ?? {};
  return {
    ...lineOf(open, names),
    company: await nameOf(context, db, open.company),
    revision: row?.revision ?? 0,
    consented: row?.consentedAt != null,
    list: [...cells],
    answers,
    faults: cells.flatMap((cell) => {
      const detail = faultOf(cell, answers[cell.cell]);
      return detail ? [{ cell: cell.cell, detail }] : [];
    }),
  };
}

/** What the company has to report and has reported, each end of a period once. */
export async function mySheets(context: Context): Promise<{ company: Text | null; items: SheetLine[] }> {
  const subject = mandateInForce(context.actor)?.subject;
  if (subject?.kind !== 'company') return { company: null, items: [] };
  const { db } = context;
  const filings = await sheets.filingsOf(db, subject.key);
  const questions = await questionsOf(db, [...new Set(filings.map((each) => each.return))]);
  const names = await organisationNames(db, [...new Set(filings.map(({ owner }) => owner))]);
  const rows = new Map((await sheets.sheetsOf(db, subject.key)).map((each) => [each.endsOn, each]));
  const items = [...Map.groupBy(filings, ({ endsOn }) => endsOn)].map(([endsOn, due]) =>
    lineOf({ endsOn, filings: due, all: placed(due, questions), row: rows.get(endsOn) }, names),
  );
  return { company: await nameOf(context, db, subject.key), items };
}

export async function mySheet(context: Context, endsOn: string): Promise<Sheet> {
  const company = companyOf(context);
  const row = (await sheets.sheetsOf(context.db, company)).find((each) => each.endsOn === endsOn);
  return shape(context, context.db, await opened(context.db, { company, endsOn }, row));
}

/** Locks the sheet for a step that saw a revision. @throws Problem 409 `reporting.saved-elsewhere` */
async function step(context: Context, tx: Db, endsOn: string, revision: number): Promise<Open> {
  const company = companyOf(context);
  const row = await sheets.lockSheet(tx, company, endsOn);
  const open = await opened(tx, { company, endsOn }, row);
  if ((row?.revision ?? 0) !== revision)
    throw new Problem(409, 'reporting.saved-elsewhere', texts.savedElsewhere);
  return open;
}

async function again(context: Context, tx: Db, { company, endsOn }: Open): Promise<Sheet> {
  return shape(
    context,
    tx,
    await opened(tx, { company, endsOn }, await sheets.lockSheet(tx, company, endsOn)),
  );
}

async function keep(
  context: Context,
  tx: Db,
  open: Open,
  kept: { readonly answers: sheets.AnswersOf; readonly origins: sheets.Origins; readonly consented: boolean },
): Promise<void> {
  await sheets.putDraft(tx, {
    ...kept,
    company: open.company,
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
    const open = await step(context, tx, endsOn, revision);
    const known = new Set(open.cells.map(({ cell }) => cell));
    const unknown = Object.keys(answers).find((cell) => !known.has(cell));
    if (unknown !== undefined)
      throw new Problem(422, 'reporting.unknown-cell', fill(texts.unknownCell, { cell: unknown }));
    const trimmed = Object.fromEntries(Object.entries(answers).map(([cell, value]) => [cell, value.trim()]));
    await keep(context, tx, open, { answers: trimmed, origins: open.row?.origins ?? {}, consented: false });
    return again(context, tx, open);
  });
}

/** Fills empty cells with what registers and the company's own earlier sheets say, each with its source. */
export async function prefillSheet(context: Context, endsOn: string, revision: number): Promise<Sheet> {
  return context.transaction(async (tx) => {
    const open = await step(context, tx, endsOn, revision);
    const { cells, row, company } = open;
    const items = cells.map(({ cell }) => cell);
    const registered = await prefillFor({ ...context, db: tx }, items);
    const earlier = (await sheets.sheetsOf(tx, company))
      // What came later says nothing of what was so then.
      .filter((each) => each.endsOn < endsOn && each.handed !== null)
      .map((each) => ({ endsOn: each.endsOn, answers: each.handed ?? {} }));
    const present = row?.answers ?? {};
    const found: sheets.Origins = {
      ...fromEarlier(cells, earlier, present),
      ...Object.fromEntries(registered.map(({ item, value, source }) => [item, { value, source }])),
    };
    const filled = Object.entries(found).flatMap(([cell, { value }]) =>
      present[cell] ? [] : [[cell, value]],
    );
    await context.ledger(tx, {
      action: 'read',
      resource: 'reporting.sheet',
      basis: mandateInForce(context.actor)?.basis ?? 'reporting:file',
      subjects: [company],
      detail: { items: Object.keys(found).length },
    });
    await keep(context, tx, open, {
      answers: { ...present, ...Object.fromEntries(filled) },
      origins: { ...row?.origins, ...found },
      consented: true,
    });
    return again(context, tx, open);
  });
}

/** Filings that this hand-in changes, as they now stand. Whether it is late, the calendar says as it is today. */
function handed(
  context: Context,
  open: Open,
  { receipt, calendar }: { readonly receipt: string; readonly calendar: WorkingCalendar },
): Incoming[] {
  const today = dayOf(context);
  const answers = open.row?.answers ?? {};
  return open.filings.flatMap((filing): Incoming[] => {
    const own = ownAnswers(open.all, filing, answers);
    const { id, state, endsOn, dueDays } = filing;
    const due = dueAfter(calendar, endsOn, dueDays);
    const late = today > due.dueOn;
    const common = {
      id,
      answers: own,
      handedInAt: context.clock.now().toISOString(),
      simulated: filing.simulated,
    };
    const questions = open.all.filter((each) => each.filing.id === id).length;
    if (state === 'due') return [{ ...common, ...due, questions, receipt, state: 'handed-in', late }];
    if (JSON.stringify(sorted(own)) === JSON.stringify(sorted(filing.answers ?? {}))) return [];
    const corrected = { corrections: filing.corrections + 1, ...(late && { correctedLate: true }) };
    return [{ ...common, ...corrected }];
  });
}

const sorted = (answers: sheets.AnswersOf) =>
  Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1));

/**
 * Hands the sheet in, once for every department that asks. Handed in again it is a correction; twice the same is one.
 * @throws Problem 422 `reporting.incomplete` with one entry a cell, 409 `reporting.handed-in`, `reporting.saved-elsewhere`
 */
export async function handIn(context: Context, endsOn: string, revision: number): Promise<Sheet> {
  return context.transaction(async (tx) => {
    await sheets.lockFilings(tx, companyOf(context), endsOn);
    const open = await step(context, tx, endsOn, revision);
    const { cells, row, company, filings } = open;
    const due = filings.some(({ state }) => state === 'due');
    if (row?.state === 'handed-in' && !due) throw new Problem(409, 'reporting.handed-in', texts.handedIn);
    const answers = row?.answers ?? {};
    const errors = cells.flatMap((cell) => {
      const detail = faultOf(cell, answers[cell.cell]);
      return detail ? [{ path: cell.cell, code: 'reporting.answer', detail }] : [];
    });
    if (errors.length > 0) throw new Problem(422, 'reporting.incomplete', texts.incomplete, { errors });
    const receipt = row?.receipt ?? (await sheets.nextReceipt(tx, dayOf(context).slice(0, 4)));
    const changed = handed(context, open, { receipt, calendar: await cityCalendar(tx) });
    await writeRows(context, tx, Filing, changed, {
      source: `reporting:${receipt}`,
      basis: 'reporting:file',
    });
    await sheets.putHandedIn(tx, {
      company,
      endsOn,
      receipt,
      by: context.actor.id,
      at: context.clock.now().toISOString(),
      questions: open.all.length,
      cells: cells.length,
      prefilled: cells.filter(({ cell, origin }) => origin && origin.value === answers[cell]).length,
    });
    return again(context, tx, open);
  });
}
