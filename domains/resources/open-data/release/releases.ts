import { scopeOf, system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import type { Proposal } from '../city.ts';
import { closeRelease } from './closing.ts';
import { releaseDecided } from '../events.ts';
import { passGate, type Passed } from './gate.ts';
import { renewJob } from '../jobs.ts';
import { Release } from '../records.ts';
import { columnFaults, needsRequest, tellsOfPeople } from './rules.ts';
import { epsilonOf, requireLeft } from '../tables/budget.ts';
import { passTable } from '../tables/protecting.ts';
import type { ColumnChoice, Form, Risk } from '../shapes.ts';
import { findSource, readSource, type Source } from './source.ts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';
import { verdicts } from './verdicts.ts';
import type { ReleaseRow } from './versions.ts';

const nowOf = (context: Context): string => context.clock.now().toISOString();
const reviewOf = (code: string) => ({ module: 'open-data', record: 'review', key: code });
const mendOf = (code: string) => ({ module: 'open-data', record: 'returned', key: code });

function requireOwn(context: Context, permission: string, provider: string): void {
  const { actor } = context;
  if (scopeOf(actor, permission) === 'city' || actor.organisation === provider) return;
  throw new Problem(403, 'open-data.not-yours', texts.notYours);
}

async function openable(context: Context, code: string): Promise<Source> {
  const source = await findSource(context, code);
  if (!source) throw notFound(texts.source, code);
  requireOwn(context, 'open-data:propose', source.provider);
  if (source.open === 'none') throw new Problem(409, 'open-data.not-openable', texts.notOpenable);
  return source;
}

/** What shall leave, and as what. */
interface Wanted {
  readonly columns: readonly ColumnChoice[];
  readonly form: Form;
  readonly milliEpsilon?: number | null | undefined;
}

interface Measured extends Passed {
  readonly simulated: boolean;
}

async function measureSource(
  context: Context,
  source: Source,
  { columns: choices, form, milliEpsilon }: Wanted,
): Promise<Measured> {
  const errors = columnFaults(source, choices, form);
  if (errors.length > 0)
    throw new Problem(422, 'open-data.columns', fill(texts.faulty, { count: errors.length }), { errors });
  const spends = await epsilonOf(context.db, { form, milliEpsilon });
  if (spends !== null) await requireLeft(context.db, source.code, spends);
  const rows = await readSource(context, source);
  if (!rows) throw new Problem(409, 'open-data.no-rows', texts.noRows);
  const { gate } = await store.getCity(context.db);
  const passed = await context.lake.session((session) =>
    form === 'rows'
      ? passGate(context, session, { source, rows, choices, gate })
      : passTable(context, session, { source, rows, choices, gate, milliEpsilon: spends }),
  );
  return { ...passed, simulated: rows.simulated };
}

/**
 * What the gate would say, before anybody proposes anything.
 * @throws Problem 404, 403 `open-data.not-yours`, 409 `open-data.not-openable`, `open-data.no-rows`, `open-data.budget-spent`, 422
 * `open-data.columns`, `open-data.no-epsilon`, `open-data.table-too-large`
 */
export async function measure(
  context: Context,
  asked: Wanted & { readonly source: string },
): Promise<Measured> {
  return measureSource(context, await openable(context, asked.source), asked);
}

function requireFits(risk: Risk, code: string, words: typeof texts.gateClosed): void {
  if (risk.verdict !== 'fits')
    throw new Problem(409, code, fill(words, { verdict: verdicts[risk.verdict] }), { risk });
}

async function requireFree(context: Context, tx: Db, { code, source }: Proposal): Promise<void> {
  const before = await lockRow(context, tx, Release, code);
  refuseIf(before !== undefined && before.resource !== source, 'open-data.taken-code', texts.takenCode, {
    code,
  });
  refuseIf(before?.state === 'open', 'open-data.open-already', texts.openAlready);
}

/** Rows of people, or another table of them, would give away the counts that a table hides. Noise stands beside anything. */
async function requireAlone(
  tx: Db,
  source: Source,
  { code, columns, form }: Wanted & { readonly code: string },
): Promise<void> {
  if (form === 'private-counts' || !tellsOfPeople(source, columns)) return;
  await store.lockSource(tx, source.code);
  const other = await store.openBeside(tx, { code, source: source.code, form });
  refuseIf(other !== undefined, 'open-data.other-form', texts.otherForm, { code: other ?? '' });
}

const proposedRow = (context: Context, proposal: Proposal, source: Source, { risk, columns }: Measured) => ({
  code: proposal.code,
  resource: proposal.source,
  titleZh: proposal.title.zh,
  titleEn: proposal.title.en,
  abstractZh: proposal.abstract.zh,
  abstractEn: proposal.abstract.en,
  provider: source.provider,
  domain: proposal.domain,
  licence: proposal.licence,
  cycle: proposal.cycle,
  state: 'proposed' as const,
  access: proposal.access,
  form: proposal.form,
  milliEpsilon: proposal.form === 'private-counts' ? (proposal.milliEpsilon ?? null) : null,
  choices: [...proposal.columns],
  columns: [...columns],
  risk,
  k: risk.k,
  l: risk.l,
  proposedBy: context.actor.id,
  proposedAt: nowOf(context),
  decidedBy: null,
  decidedAt: null,
  why: null,
  lastVersion: null,
  updatedAt: null,
});

/** A clerk proposes to open columns of a source; the gate has measured them before the data office is asked. */
export async function propose(context: Context, proposal: Proposal): Promise<ReleaseRow> {
  const { domains, licences, office } = await store.getCity(context.db);
  const known =
    domains.some(({ code }) => code === proposal.domain) &&
    licences.some(({ code }) => code === proposal.licence);
  if (!known) throw new Problem(422, 'open-data.unknown-domain', texts.unknownDomain);
  const source = await openable(context, proposal.source);
  refuseIf(
    needsRequest(source, { ...proposal, choices: proposal.columns }),
    'open-data.only-on-request',
    texts.onlyOnRequest,
  );
  const measured = await measureSource(context, source, proposal);
  requireFits(measured.risk, 'open-data.gate-closed', texts.gateClosed);
  return context.transaction(async (tx) => {
    await store.lockRelease(tx, proposal.code);
    await requireFree(context, tx, proposal);
    await requireAlone(tx, source, proposal);
    const row = proposedRow(context, proposal, source, measured);
    await writeRows(context, tx, Release, [row], { source: 'proposal', simulated: measured.simulated });
    await closeTask(context, tx, mendOf(row.code), { outcome: texts.proposedAgain });
    await openTask(context, tx, {
      kind: 'open-data.review',
      title: fill(texts.reviewTask, { title: proposal.title }),
      owner: office,
      source: reviewOf(row.code),
      link: `/open-data/releases/${row.code}`,
      simulated: measured.simulated,
    });
    return getRelease(context, tx, row.code);
  });
}

async function getRelease(context: Context, db: Db, code: string): Promise<ReleaseRow> {
  const row = await readRow(context, db, Release, code);
  if (!row) throw notFound(texts.release, code);
  return row;
}

const decidedRow = (
  context: Context,
  { meta: _meta, ...values }: ReleaseRow,
  decided: Pick<ReleaseRow, 'state' | 'why'>,
) => ({ ...values, ...decided, decidedBy: context.actor.id, decidedAt: nowOf(context) });

async function lockFor(context: Context, tx: Db, code: string): Promise<ReleaseRow> {
  await store.lockRelease(tx, code);
  const row = await lockRow(context, tx, Release, code);
  if (!row) throw notFound(texts.release, code);
  requireOwn(context, 'open-data:approve', row.provider);
  return row;
}

function requireReviewable({ actor }: Context, row: ReleaseRow): void {
  refuseIf(row.state !== 'proposed', 'open-data.not-proposed', texts.notProposed);
  if (row.proposedBy === actor.id || row.proposedBy === actor.onBehalfOf)
    throw new Problem(403, 'open-data.own-proposal', texts.ownProposal);
}

/** Somebody else than the proposer opens it; what stands now is measured once more before that. */
export async function approve(context: Context, code: string): Promise<ReleaseRow> {
  const seen = await getRelease(context, context.db, code);
  requireOwn(context, 'open-data:approve', seen.provider);
  requireReviewable(context, seen);
  const source = await findSource(context, seen.resource);
  refuseIf(!source || source.open === 'none', 'open-data.not-openable', texts.notOpenable);
  refuseIf(needsRequest(source as Source, seen), 'open-data.only-on-request', texts.onlyOnRequest);
  const measured = await measureSource(context, source as Source, { ...seen, columns: seen.choices });
  requireFits(measured.risk, 'open-data.gate-moved', texts.gateMoved);
  return context.transaction(async (tx) => {
    const row = await lockFor(context, tx, code);
    requireReviewable(context, row);
    refuseIf(row.meta.revision !== seen.meta.revision, 'open-data.not-proposed', texts.notProposed);
    await requireAlone(tx, source as Source, { ...row, columns: row.choices });
    const { risk } = measured;
    const next = { ...decidedRow(context, row, { state: 'open', why: null }), risk, k: risk.k, l: risk.l };
    await writeRows(context, tx, Release, [next], { source: 'decision', simulated: row.meta.simulated });
    await closeTask(context, tx, reviewOf(code), { outcome: texts.approved });
    await context.emit(tx, releaseDecided, {
      key: code,
      payload: { release: code, state: 'open', simulated: row.meta.simulated },
    });
    await context.startJob(tx, renewJob, { release: code }, { actor: system });
    return getRelease(context, tx, code);
  });
}

/** Back to whoever proposed it, with the reason. */
export const sendBack = (context: Context, code: string, reason: string): Promise<ReleaseRow> =>
  context.transaction(async (tx) => {
    const row = await lockFor(context, tx, code);
    requireReviewable(context, row);
    const next = decidedRow(context, row, { state: 'returned', why: reason });
    await writeRows(context, tx, Release, [next], { source: 'decision', simulated: row.meta.simulated });
    await closeTask(context, tx, reviewOf(code), { outcome: texts.returned });
    await openTask(context, tx, {
      kind: 'open-data.returned',
      title: fill(texts.returnedTask, { title: { zh: row.titleZh, en: row.titleEn } }),
      owner: row.provider,
      assignee: row.proposedBy,
      source: mendOf(code),
      link: `/open-data/releases/${code}`,
      simulated: row.meta.simulated,
    });
    return getRelease(context, tx, code);
  });

/** Takes a resource from the public; its versions stay where they are kept, and are handed out no more. */
export const withdraw = (context: Context, code: string, reason: string): Promise<ReleaseRow> =>
  context.transaction(async (tx) => {
    const row = await lockFor(context, tx, code);
    refuseIf(row.state !== 'open', 'open-data.not-open', texts.notOpen);
    await closeRelease(context, tx, row, reason);
    return getRelease(context, tx, code);
  });
