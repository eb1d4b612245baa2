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
import { Release } from '../records.ts';
import { columnFaults } from './rules.ts';
import type { Chart, VersionFile } from '../shapes.ts';
import { findSource, readSource, type Source, type SourceRows } from './source.ts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';
import { chartsOf, writeFiles } from './version-files.ts';

export type ReleaseRow = Row<typeof Release>;

const gateSource = (code: string) => ({ module: 'open-data', record: 'gate', key: code });

interface Made extends Passed {
  readonly rows: SourceRows;
  readonly files: readonly VersionFile[];
  readonly charts: readonly Chart[];
}

/** Why a release may not stay open: its source went, was shut, or does not let these columns out any more. */
function faultOf(source: Source | undefined, release: ReleaseRow): Text | undefined {
  if (!source) return texts.sourceGone;
  if (source.open === 'none') return texts.notOpenable;
  return columnFaults(source, release.choices)[0]?.detail;
}

/** The rows of a release as they stand, through the gate and into files; no files when they do not pass. */
async function make(context: Context, release: ReleaseRow, source: Source): Promise<Made | undefined> {
  const rows = await readSource(context, source);
  if (!rows) return undefined;
  const { gate } = await store.getCity(context.db);
  return context.lake.session(async (session) => {
    const passed = await passGate(context, session, { source, rows, choices: release.choices, gate });
    if (passed.risk.verdict !== 'fits') return { ...passed, rows, files: [], charts: [] };
    const written = {
      title: { zh: release.titleZh, en: release.titleEn },
      columns: passed.columns,
      simulated: rows.simulated,
      rows: passed.risk.kept,
    };
    return {
      ...passed,
      rows,
      files: await writeFiles(context, session, written),
      charts: await chartsOf(session, passed.columns),
    };
  });
}

/** The provider is told that its new rows are too telling and what is open stays as it was, or why it was closed. */
async function tellRefused(context: Context, tx: Db, release: ReleaseRow, fault?: Text): Promise<void> {
  const title = { zh: release.titleZh, en: release.titleEn };
  await openTask(context, tx, {
    kind: 'open-data.gate',
    title: fault ? fill(texts.closedTask, { title, reason: fault }) : fill(texts.gateTask, { title }),
    owner: release.provider,
    source: gateSource(release.code),
    link: `/open-data/releases/${release.code}`,
    simulated: release.meta.simulated,
  });
}

const csvOf = (files: readonly VersionFile[]): string | undefined =>
  files.find(({ format }) => format === 'csv')?.file;

async function keep(
  context: Context,
  tx: Db,
  release: ReleaseRow,
  made: Made,
): Promise<'made' | 'unchanged'> {
  const before = await store.latestVersion(tx, release.code);
  await closeTask(context, tx, gateSource(release.code), { outcome: texts.gateOpened });
  if (before && csvOf(before.files) === csvOf(made.files)) return 'unchanged';
  const madeAt = context.clock.now().toISOString();
  const number = await store.nextNumber(tx, release.code);
  const { risk, columns, files, charts, rows } = made;
  // Two versions laid over each other tell more than each: where there are classes, the latest alone is public.
  if (columns.some(({ part }) => part === 'quasi')) await store.closeVersions(tx, release.code, madeAt);
  await store.insertVersion(tx, {
    release: release.code,
    number,
    madeAt,
    dataAt: rows.dataAt,
    rows: risk.kept,
    columns,
    files,
    charts,
    risk,
    simulated: rows.simulated,
  });
  const { meta: _meta, ...values } = release;
  const next = {
    ...values,
    columns: [...columns],
    risk,
    k: risk.k,
    l: risk.l,
    lastVersion: number,
    updatedAt: madeAt,
  };
  await writeRows(context, tx, Release, [next], { source: `version:${number}`, simulated: rows.simulated });
  await context.emit(tx, versionMade, {
    key: release.code,
    payload: { release: release.code, version: number, rows: risk.kept, simulated: rows.simulated },
  });
  return 'made';
}

/** The release as it stands, locked; nothing when it was withdrawn, or opened anew with other columns, meanwhile. */
async function lockOpen(context: Context, tx: Db, seen: ReleaseRow): Promise<ReleaseRow | undefined> {
  await store.lockRelease(tx, seen.code);
  const now = await lockRow(context, tx, Release, seen.code);
  const same = now?.state === 'open' && JSON.stringify(now.choices) === JSON.stringify(seen.choices);
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
