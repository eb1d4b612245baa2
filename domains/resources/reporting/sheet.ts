import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { mandateInForce } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import type { Cell, Sheet, SheetLine, Who } from './contract.ts';
import { heldBy } from './held.ts';
import { offersFor } from './offers.ts';
import { findParty, nameOf, partyOf, requireFit, requireSeen, type Party } from './party.ts';
import { cellsOf, faultOf, placed, type Placed } from './sheet-rules.ts';
import * as sheets from './sheet-store.ts';
import { questionsOf } from './store.ts';
import { texts } from './texts.ts';

const named = (zh: string, en: string | null): Text => ({ zh, en: en ?? zh });

/** Everything of one sheet. */
export interface Open {
  readonly party: Party;
  readonly endsOn: string;
  readonly filings: readonly sheets.OwnFiling[];
  readonly all: readonly Placed[];
  readonly cells: readonly Cell[];
  readonly row: sheets.SheetRow | undefined;
}

type Names = ReadonlyMap<string, Text>;

async function opened(
  db: Db,
  {
    party,
    endsOn,
    asked = true,
  }: { readonly party: Party; readonly endsOn: string; readonly asked?: boolean },
  row: sheets.SheetRow | undefined,
): Promise<Open> {
  const filings = await sheets.filingsOf(db, party.key, endsOn);
  if (asked && filings.length === 0)
    throw new Problem(404, 'reporting.nothing-due', fill(texts.nothingDue, { endsOn }));
  const questions = await questionsOf(db, [...new Set(filings.map((each) => each.return))]);
  const names = await organisationNames(db, [...new Set(filings.map(({ owner }) => owner))]);
  const all = placed(filings, questions);
  const held = await heldBy(db, [...new Set(all.map(({ cell }) => cell))], party.kind);
  return {
    party,
    endsOn,
    filings,
    all,
    row,
    cells: cellsOf(all, { origins: row?.origins ?? {}, names, held }),
  };
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
      voluntary: each.voluntary,
      realName: each.realName,
      reconstructed: each.reconstructed,
    })),
    questions: all.length,
    cells: new Set(all.map(({ cell }) => cell)).size,
    receipt: row?.receipt ?? null,
    handedInAt: row?.handedInAt ?? null,
    simulated: filings.some(({ simulated }) => simulated),
  };
}

const whoOf = async (context: Context, db: Db, party: Party): Promise<Who> => ({
  kind: party.kind,
  name: await nameOf(context, db, party),
});

async function shape(context: Context, db: Db, open: Open): Promise<Sheet> {
  const { cells, row, filings, party } = open;
  const names = await organisationNames(db, [...new Set(filings.map(({ owner }) => owner))]);
  // What a return asked that is not asked any more is no part of the sheet.
  const asked = new Set(cells.map(({ cell }) => cell));
  const answers = Object.fromEntries(Object.entries(row?.answers ?? {}).filter(([cell]) => asked.has(cell)));
  return {
    ...lineOf(open, names),
    who: await whoOf(context, db, party),
    byThemselves: party.kind === 'person' && mandateInForce(context.actor) === undefined,
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

type Mine = { who: Who | null; items: SheetLine[]; offers: Awaited<ReturnType<typeof offersFor>> };

/** What one has to report and has reported, each end of a period once; and what a person may report unasked. */
export async function mySheets(context: Context): Promise<Mine> {
  const { db } = context;
  const party = await findParty(context, db);
  if (!party) return { who: null, items: [], offers: [] };
  requireSeen(context, party);
  const filings = await sheets.filingsOf(db, party.key);
  const questions = await questionsOf(db, [...new Set(filings.map((each) => each.return))]);
  const names = await organisationNames(db, [...new Set(filings.map(({ owner }) => owner))]);
  const rows = new Map((await sheets.sheetsOf(db, party.key)).map((each) => [each.endsOn, each]));
  const items = [...Map.groupBy(filings, ({ endsOn }) => endsOn)].map(([endsOn, due]) =>
    lineOf({ endsOn, filings: due, all: placed(due, questions), row: rows.get(endsOn) }, names),
  );
  return { who: await whoOf(context, db, party), items, offers: await offersFor(context, party) };
}

/** A look into what somebody else answered, by whoever acts for them, is one that they may see. */
async function noteLook(context: Context, db: Db, { party, row, endsOn }: Open): Promise<void> {
  const mandate = mandateInForce(context.actor);
  if (!mandate || party.kind === 'company' || !row) return;
  await context.ledger(db, {
    action: 'read',
    resource: 'reporting.sheet',
    basis: mandate.basis,
    subjects: [party.key],
    detail: { endsOn },
  });
}

/** What may be another's is shown to neither of the two before it is known whose it is. @throws Problem 409 `reporting.whose` */
function requireOwn(row: sheets.SheetRow | undefined): void {
  if (row?.undecided) throw new Problem(409, 'reporting.whose', texts.whoseOpen);
}

export async function mySheet(context: Context, endsOn: string): Promise<Sheet> {
  const { db } = context;
  const party = await partyOf(context, db);
  const row = (await sheets.sheetsOf(db, party.key)).find((each) => each.endsOn === endsOn);
  requireSeen(context, party, row);
  requireOwn(row);
  const open = await opened(db, { party, endsOn }, row);
  await noteLook(context, db, open);
  return shape(context, db, open);
}

interface Step {
  readonly revision: number;
  /** Real-name level that the step itself needs of a person. */
  readonly level?: 2 | 3;
  /** False: also of a sheet of which nothing is asked any more. */
  readonly asked?: boolean;
}

/**
 * Locks the sheet for a step that saw a revision.
 * @throws Problem 409 `reporting.saved-elsewhere`, and whatever `requireFit` throws
 */
export async function step(
  context: Context,
  tx: Db,
  endsOn: string,
  { revision, level = 2, asked = true }: Step,
): Promise<Open> {
  const party = await partyOf(context, tx);
  const row = await sheets.lockSheet(tx, party.key, endsOn);
  requireSeen(context, party, row);
  requireOwn(row);
  const open = await opened(tx, { party, endsOn, asked }, row);
  // One sheet is one act of one person: the surest that any of its returns asks for.
  const surest = open.filings.some(({ realName }) => realName === 3) ? 3 : level;
  await requireFit(context, tx, party, surest);
  if ((row?.revision ?? 0) !== revision)
    throw new Problem(409, 'reporting.saved-elsewhere', texts.savedElsewhere);
  return open;
}

/**
 * A department that joined the sheet meanwhile gets nothing, and nothing is asked for it, before whoever answers has seen it named.
 * @throws Problem 409 `reporting.asked-more`
 */
export function requireNamed({ filings }: Open, returns: readonly string[]): void {
  if (filings.some((each) => !returns.includes(each.return)))
    throw new Problem(409, 'reporting.asked-more', texts.askedMore);
}

/** The sheet as it stands after a step. */
export async function again(context: Context, tx: Db, { party, endsOn }: Open): Promise<Sheet> {
  const row = await sheets.lockSheet(tx, party.key, endsOn);
  const open = await opened(tx, { party, endsOn, asked: false }, row);
  await noteLook(context, tx, open);
  return shape(context, tx, open);
}
