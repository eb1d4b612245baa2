import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import type { Row } from '#kernel/record';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { versionMade } from './events.ts';
import { passGate, type Passed } from './gate.ts';
import { verdicts } from './verdicts.ts';
import { Release } from './records.ts';
import type { Chart, VersionFile } from './shapes.ts';
import { findSource, readSource, type SourceRows } from './source.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';
import { chartsOf, writeFiles } from './version-files.ts';

export type ReleaseRow = Row<typeof Release>;

const gateSource = (code: string) => ({ module: 'open-data', record: 'gate', key: code });

interface Made extends Passed {
  readonly rows: SourceRows;
  readonly files: readonly VersionFile[];
  readonly charts: readonly Chart[];
}

/** The rows of a release as they stand, through the gate and into files; no files when they do not pass. */
async function make(context: Context, release: ReleaseRow): Promise<Made | undefined> {
  const source = await findSource(context, release.resource);
  const rows = source && (await readSource(context, source));
  if (!source || !rows) return undefined;
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

/** The provider is told that its new rows are too telling; what is open stays as it was. */
async function tellRefused(context: Context, tx: Db, release: ReleaseRow): Promise<void> {
  const title = { zh: release.titleZh, en: release.titleEn };
  await openTask(context, tx, {
    kind: 'open-data.gate',
    title: fill(texts.gateTask, { title }),
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
  const number = (before?.number ?? 0) + 1;
  const { risk, columns, files, charts, rows } = made;
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

/**
 * Makes the next version of a release when its data changed and pass the gate. A version is never changed, and rows that do
 * not pass leave the last one standing.
 */
export async function renewRelease(
  context: Context,
  code: string,
): Promise<'made' | 'unchanged' | 'refused' | 'gone'> {
  const release = await readRow(context, context.db, Release, code);
  if (release?.state !== 'open') return 'gone';
  const made = await make(context, release);
  if (!made) return 'unchanged';
  return context.transaction(async (tx) => {
    await store.lockRelease(tx, code);
    const now = await lockRow(context, tx, Release, code);
    // Withdrawn, or opened anew with other columns, while it was made.
    if (now?.state !== 'open' || JSON.stringify(now.choices) !== JSON.stringify(release.choices))
      return 'gone';
    if (made.risk.verdict === 'fits') return keep(context, tx, now, made);
    await tellRefused(context, tx, now);
    context.log.warn({ release: code, verdict: verdicts[made.risk.verdict].en }, 'release gate not passed');
    return 'refused';
  });
}
