import { sql } from 'kysely';
import { oneAtATime, type Db } from '#kernel/db';
import { OpenDataCity } from './city.ts';
import type { Chart, Column, Risk, VersionFile } from './shapes.ts';

/** What the city’s file says. @throws Error before the city was loaded, which is a bug */
export async function getCity(db: Db): Promise<OpenDataCity> {
  const { rows } = await sql<{ value: unknown }>`select value from open_data.setting`.execute(db);
  return OpenDataCity.parse(rows[0]?.value);
}

export async function putCity(db: Db, city: OpenDataCity): Promise<void> {
  await sql`
    insert into open_data.setting (value) values (${JSON.stringify(city)})
    on conflict (one) do update set value = excluded.value`.execute(db);
}

/** Two acts on one release wait for each other. */
export async function lockRelease(tx: Db, code: string): Promise<void> {
  await oneAtATime(tx, `open-data.release ${code}`);
}

/** Codes of the datasets that the catalogue says may be opened. */
export async function datasetCodes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from catalogue.entry_v1 where kind = 'dataset' and open <> 'none' order by code`.execute(db);
  return rows.map(({ code }) => code);
}

export async function townNames(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name_zh as name from organisations.division_v1 where level = 'town' order by code`.execute(
    db,
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** When the newest of some batches came, and whether any of them is invented. */
export async function deliveredOf(
  db: Db,
  batches: readonly string[],
): Promise<{ at: string | null; simulated: boolean }> {
  const { rows } = await sql<{ at: string | null; simulated: boolean }>`
    select to_char(max(handed_in_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      coalesce(bool_or(simulated), false) as simulated
    from ingestion.batch_v1 where id = any(${[...batches]}::text[])`.execute(db);
  return rows[0] ?? { at: null, simulated: false };
}

/** Codes of the releases that are open, of one source or of all. */
export async function openCodes(db: Db, source?: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from open_data.release where state = 'open' and withdrawn_at is null
      and ${source === undefined ? sql`true` : sql`resource = ${source}`} order by code`.execute(db);
  return rows.map(({ code }) => code);
}

/** Another release of a source that is open with its exact data, where one of the two hides small counts. */
export async function openBeside(
  db: Db,
  { code, source, form }: { readonly code: string; readonly source: string; readonly form: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select code from open_data.release where resource = ${source} and code <> ${code} and state = 'open' and withdrawn_at is null
      and form <> 'private-counts' and (form = 'suppressed-table' or ${form} = 'suppressed-table')
    order by code limit 1`.execute(db);
  return rows[0]?.code;
}

/** Two openings of one source wait for each other. */
export async function lockSource(tx: Db, source: string): Promise<void> {
  await oneAtATime(tx, `open-data.source ${source}`);
}

export interface VersionRow {
  readonly release: string;
  readonly number: number;
  readonly madeAt: string;
  readonly dataAt: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly files: readonly VersionFile[];
  readonly charts: readonly Chart[];
  readonly risk: Risk;
  /** File of whose rows they are, of a version that is handed out on request. */
  readonly subjects?: string | null;
  readonly simulated: boolean;
}

export async function insertVersion(tx: Db, row: VersionRow): Promise<void> {
  const json = (value: unknown) => JSON.stringify(value);
  await sql`
    insert into open_data.version (release, number, made_at, data_at, rows, columns, files, charts, risk, subjects, simulated)
    values (${row.release}, ${row.number}, ${row.madeAt}, ${row.dataAt}, ${row.rows}, ${json(row.columns)},
      ${json(row.files)}, ${json(row.charts)}, ${json(row.risk)}, ${row.subjects ?? null}, ${row.simulated})`.execute(
    tx,
  );
}

const version = sql`
  select v.release, v.number, v.made_at as "madeAt", v.data_at as "dataAt", v.rows, v.columns, v.files, v.charts, v.risk,
    v.simulated
  from open_data.version v`;

/** The versions of a release that are open, the latest first. */
export async function versionsOf(db: Db, release: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    ${version} where v.release = ${release} and v.closed_at is null order by v.number desc limit 200`.execute(
    db,
  );
  return rows;
}

/** The latest version that is open. */
export async function latestVersion(db: Db, release: string): Promise<VersionRow | undefined> {
  const [latest] = await versionsOf(db, release);
  return latest;
}

/** The number of the next version: one that was closed is never given again. */
export async function nextNumber(db: Db, release: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0)::int + 1 as next from open_data.version where release = ${release}`.execute(
    db,
  );
  return rows[0]?.next ?? 1;
}

export async function closeVersions(tx: Db, release: string, at: string): Promise<void> {
  await sql`
    update open_data.version set closed_at = ${at} where release = ${release} and closed_at is null`.execute(
    tx,
  );
}

/** Whose rows a version that stands gives, where that changed and its values did not. */
export async function putSubjects(
  tx: Db,
  release: string,
  { number, subjects }: { readonly number: number; readonly subjects: string },
): Promise<void> {
  await sql`
    update open_data.version set subjects = ${subjects} where release = ${release} and number = ${number}`.execute(
    tx,
  );
}

/** A version of a release that is open to everybody now; what was withdrawn is not handed out any more. */
export async function findOpenVersion(
  db: Db,
  release: string,
  number: number | undefined,
): Promise<VersionRow | undefined> {
  const wanted = number === undefined ? sql`true` : sql`v.number = ${number}`;
  const { rows } = await sql<VersionRow>`
    ${version} join open_data.release r on r.code = v.release
    where r.code = ${release} and r.state = 'open' and r.withdrawn_at is null and r.access = 'everyone' and v.closed_at is null
      and ${wanted}
    order by v.number desc limit 1`.execute(db);
  return rows[0];
}

/** Counts uses of a release on the city’s day, and knows nothing of who it was. */
export async function countUse(
  db: Db,
  use: { readonly release: string; readonly day: string; readonly format: string },
): Promise<void> {
  await sql`
    insert into open_data.use (release, day, format, times) values (${use.release}, ${use.day}, ${use.format}, 1)
    on conflict (release, day, format) do update set times = open_data.use.times + 1`.execute(db);
}

export async function saveRating(
  db: Db,
  rating: { readonly release: string; readonly account: string; readonly grade: number; readonly at: string },
): Promise<void> {
  await sql`
    insert into open_data.rating (release, account, grade, rated_at)
    values (${rating.release}, ${rating.account}, ${rating.grade}, ${rating.at})
    on conflict (release, account) do update set grade = excluded.grade, rated_at = excluded.rated_at`.execute(
    db,
  );
}

/** What its provider said of reports that hold, without the reports: a reader may have written anything in them. */
export async function correctionsThatHold(
  db: Db,
  release: string,
): Promise<{ answeredAt: string; answer: string }[]> {
  const { rows } = await sql<{ answeredAt: string; answer: string }>`
    select answered_at as "answeredAt", answer from open_data.correction
    where release = ${release} and state = 'accepted' order by answered_at desc limit 20`.execute(db);
  return rows;
}

export interface MyCorrection {
  readonly id: string;
  readonly release: string;
  readonly title: string;
  readonly words: string;
  readonly madeAt: string;
  readonly state: 'open' | 'accepted' | 'declined';
  readonly answer: string | null;
}

/** What one account reported, the latest first. */
export async function correctionsBy(
  db: Db,
  account: string,
  release: string | undefined,
): Promise<MyCorrection[]> {
  const { rows } = await sql<MyCorrection>`
    select id, release, title, words, made_at as "madeAt", state, answer from open_data.correction
    where by = ${account} and ${release === undefined ? sql`true` : sql`release = ${release}`}
    order by made_at desc limit 50`.execute(db);
  return rows;
}
