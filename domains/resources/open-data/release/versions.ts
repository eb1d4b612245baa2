import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import type { Row } from '#kernel/record';
import { fill, type Text } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { closeRelease } from './closing.ts';
import { versionMade } from '../events.ts';
import { passGate, type Passed } from './gate.ts';
import { verdicts } from './verdicts.ts';
import { cycleDays } from '../names.ts';
import { Release } from '../records.ts';
import { columnFaults, needsRequest } from './rules.ts';
import type { Chart, VersionFile } from '../shapes.ts';
import { findSource, readSource, type Source, type SourceRows } from './source.ts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';
import { balanceOf, spend } from '../tables/budget.ts';
import { tableCharts } from '../tables/charts.ts';
import { passTable } from '../tables/protecting.ts';
import { chartsOf, writeFiles } from './version-files.ts';
import { keepSubjects } from './version-subjects.ts';

export type ReleaseRow = Row<typeof Release>;

const gateSource = (code: string) => ({ module: 'open-data', record: 'gate', key: code });

interface Made extends Passed {
  readonly rows: SourceRows;
  readonly files: readonly VersionFile[];
  readonly charts: readonly Chart[];
  readonly subjects?: string | null;
  /** The number of the version before it, as it stood when this one was begun. */
  readonly after: number | undefined;
}

/** Why a release may not stay open: its source went, was shut, or does not let these columns out any more. */
function faultOf(source: Source | undefined, release: ReleaseRow): Text | undefined {
  if (!source) return texts.sourceGone;
  if (source.open === 'none') return texts.notOpenable;
  if (needsRequest(source, release)) return texts.onlyOnRequest;
  return columnFaults(source, release.choices, release.form)[0]?.detail;
}

/**
 * Whether a release is to be looked at: a table when its cycle is over and data came, whatever they are. Each look with noise spends,
 * one that was taken because rows changed would tell that they did, and small counts hidden today show as what lies between two days.
 */
function isDue(
  context: Context,
  { form, cycle }: ReleaseRow,
  rows: SourceRows,
  before: store.VersionRow | undefined,
): boolean {
  if (form === 'rows' || !before) return true;
  const over = new Date(before.madeAt).getTime() + (cycleDays[cycle] ?? 30) * 86_400_000;
  return new Date(rows.dataAt) > new Date(before.dataAt) && context.clock.now().getTime() >= over;
}

/** The rows of a release as they stand, through the gate and into files; no files when they do not pass. */
async function make(context: Context, release: ReleaseRow, source: Source): Promise<Made | undefined> {
  const rows = await readSource(context, source);
  const before = await store.latestVersion(context.db, release.code);
  if (!rows || !isDue(context, release, rows, before)) return undefined;
  const after = before?.number;
  const { gate } = await store.getCity(context.db);
  const { choices, form, milliEpsilon = null } = release;
  return context.lake.session(async (session) => {
    const passed =
      form === 'rows'
        ? await passGate(context, session, { source, rows, choices, gate })
        : await passTable(context, session, { source, rows, choices, gate, milliEpsilon });
    if (passed.risk.verdict !== 'fits') return { ...passed, rows, after, files: [], charts: [] };
    const written = {
      title: { zh: release.titleZh, en: release.titleEn },
      columns: passed.columns,
      simulated: rows.simulated,
      rows: passed.lines,
    };
    return {
      ...passed,
      rows,
      after,
      files: await writeFiles(context, session, written),
      subjects:
        form === 'rows' && release.access === 'request' ? await keepSubjects(context, session, source) : null,
      charts:
        form === 'rows'
          ? await chartsOf(session, passed.columns)
          : await tableCharts(session, passed.columns),
    };
  });
}

/** The provider is told that its new rows are too telling and what is open stays as it was, or why it was closed. */
async function tellRefused(context: Context, tx: Db, release: ReleaseRow, fault?: Text): Promise<void> {
  const title = { zh: release.titleZh, en: release.titleEn };
  const words = fault ? fill(texts.closedTask, { title, reason: fault }) : fill(texts.gateTask, { title });
  await tellGate(context, tx, release, words);
}

async function tellGate(context: Context, tx: Db, release: ReleaseRow, title: Text): Promise<void> {
  await openTask(context, tx, {
    kind: 'open-data.gate',
    title,
    owner: release.provider,
    source: gateSource(release.code),
    link: `/open-data/releases/${release.code}`,
    simulated: release.meta.simulated,
  });
}

/** The provider is told that no version could be made, for a reason that only the log of the platform knows. */
export async function tellFailed(context: Context, code: string): Promise<void> {
  const release = await readRow(context, context.db, Release, code);
  if (!release) return;
  const title = { zh: release.titleZh, en: release.titleEn };
  await context.transaction((tx) => tellGate(context, tx, release, fill(texts.failedTask, { title })));
}

const csvOf = (files: readonly VersionFile[]): string | undefined =>
  files.find(({ format }) => format === 'csv')?.file;

const renewedRow = (
  { meta: _meta, ...values }: ReleaseRow,
  { columns, risk }: Made,
  { number, madeAt }: { readonly number: number; readonly madeAt: string },
) => ({
  ...values,
  columns: [...columns],
  risk,
  k: risk.k,
  l: risk.l,
  lastVersion: number,
  updatedAt: madeAt,
});

const versionOf = (
  { code: release }: ReleaseRow,
  { risk, columns, files, charts, rows, lines, subjects }: Made,
  { number, madeAt }: { readonly number: number; readonly madeAt: string },
): store.VersionRow => ({
  release,
  number,
  madeAt,
  dataAt: rows.dataAt,
  rows: lines,
  columns,
  files,
  charts,
  risk,
  subjects: subjects ?? null,
  simulated: rows.simulated,
});

async function pay(
  context: Context,
  tx: Db,
  release: ReleaseRow,
  { number, made }: { readonly number: number; readonly made: Made },
): Promise<void> {
  const { milliEpsilon } = made.risk.table ?? {};
  if (!milliEpsilon) return;
  await spend(context, tx, {
    dataset: release.resource,
    release: release.code,
    version: number,
    provider: release.provider,
    milliEpsilon,
    simulated: made.rows.simulated,
  });
}

/** The same values may by now be of others: whoever reads them is told of those. */
async function keepAsItStands(
  tx: Db,
  { release, number }: store.VersionRow,
  { subjects }: Made,
): Promise<'unchanged'> {
  if (subjects) await store.putSubjects(tx, release, { number, subjects });
  return 'unchanged';
}

async function keep(
  context: Context,
  tx: Db,
  release: ReleaseRow,
  made: Made,
): Promise<'made' | 'unchanged'> {
  const before = await store.latestVersion(tx, release.code);
  const { form } = release;
  // Another one was made, and paid for, meanwhile: this cycle has its version.
  if (form !== 'rows' && before?.number !== made.after) return 'unchanged';
  await closeTask(context, tx, gateSource(release.code), { outcome: texts.gateOpened });
  // Counts with noise that come out as before are a version all the same: that they do tells something, and is paid for.
  const noisy = form === 'private-counts';
  if (!noisy && before && csvOf(before.files) === csvOf(made.files)) return keepAsItStands(tx, before, made);
  const madeAt = context.clock.now().toISOString();
  const number = await store.nextNumber(tx, release.code);
  const { columns, rows, lines } = made;
  // Two versions laid over each other tell more than each: where there are classes or hidden counts, the latest alone is public.
  if (form === 'suppressed-table' || (!noisy && columns.some(({ part }) => part === 'quasi')))
    await store.closeVersions(tx, release.code, madeAt);
  await store.insertVersion(tx, versionOf(release, made, { number, madeAt }));
  await pay(context, tx, release, { number, made });
  const next = renewedRow(release, made, { number, madeAt });
  await writeRows(context, tx, Release, [next], { source: `version:${number}`, simulated: rows.simulated });
  await context.emit(tx, versionMade, {
    key: release.code,
    payload: { release: release.code, version: number, rows: lines, simulated: rows.simulated },
  });
  return 'made';
}

/** The release as it stands, locked; nothing when it was withdrawn, or opened anew with other columns, meanwhile. */
async function lockOpen(context: Context, tx: Db, seen: ReleaseRow): Promise<ReleaseRow | undefined> {
  await store.lockRelease(tx, seen.code);
  const now = await lockRow(context, tx, Release, seen.code);
  const what = ({ choices, form, milliEpsilon }: ReleaseRow) => JSON.stringify([choices, form, milliEpsilon]);
  const same = now?.state === 'open' && what(now) === what(seen);
  return same ? now : undefined;
}

const shut = (context: Context, release: ReleaseRow, fault: Text): Promise<'closed' | 'gone'> =>
  context.transaction(async (tx) => {
    const now = await lockOpen(context, tx, release);
    if (!now) return 'gone';
    await closeRelease(context, tx, now, fault.zh);
    await closeTask(context, tx, gateSource(now.code), { outcome: texts.withdrawn });
    await tellRefused(context, tx, now, fault);
    context.log.warn({ release: now.code, fault: fault.en }, 'open release closed');
    return 'closed';
  });

/** Whether the budget of the dataset has what the next version spends; its provider is told once that it has not. */
async function canPay(context: Context, release: ReleaseRow): Promise<boolean> {
  if (release.form !== 'private-counts') return true;
  const { dataset, spent } = await balanceOf(context.db, release.resource);
  if (spent + (release.milliEpsilon ?? 0) <= dataset) return true;
  const title = { zh: release.titleZh, en: release.titleEn };
  await context.transaction((tx) => tellGate(context, tx, release, fill(texts.budgetTask, { title })));
  return false;
}

/**
 * Makes the next version of a release when its data changed and pass the gate. A version is never changed, and rows that do
 * not pass leave the last one standing. What may not be open any more is closed.
 */
export async function renewRelease(
  context: Context,
  code: string,
): Promise<'made' | 'unchanged' | 'refused' | 'closed' | 'gone'> {
  const release = await readRow(context, context.db, Release, code);
  if (release?.state !== 'open') return 'gone';
  const source = await findSource(context, release.resource);
  const fault = faultOf(source, release);
  if (!source || fault) return shut(context, release, fault ?? texts.sourceGone);
  if (!(await canPay(context, release))) return 'refused';
  const made = await make(context, release, source);
  if (!made) return 'unchanged';
  return context.transaction(async (tx) => {
    const now = await lockOpen(context, tx, release);
    if (!now) return 'gone';
    if (made.risk.verdict === 'fits') return keep(context, tx, now, made);
    await tellRefused(context, tx, now);
    context.log.warn({ release: code, verdict: verdicts[made.risk.verdict].en }, 'release gate not passed');
    return 'refused';
  });
}
