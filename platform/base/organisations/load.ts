import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows, type Incoming } from '#kernel/record-server';
import {
  boundaryFile,
  divisionsFile,
  firstDayOf,
  organisationsFile,
  type CityBoundary,
  type CityDivision,
  type CityOrganisation,
} from './city.ts';
import { Division, Organisation } from './records.ts';
import { knownCodes, withdrawGone, type CityTable } from './store.ts';

/** What the files say without a day of its own holds since the year of the plan. */
const sincePlan = '2017-01-01T00:00:00+08:00';

/** An absent cell clears what stood there before. */
const orNull = (value: string | undefined): string | null => value ?? null;

function divisionRow(division: CityDivision, outlines: ReadonlyMap<string, unknown>): Incoming {
  const { code, name, name_en: nameEn, parent, level, kind } = division;
  return {
    code,
    nameZh: name,
    nameEn: orNull(nameEn),
    level,
    kind,
    parent: orNull(parent),
    existsFrom: orNull(division.valid_from),
    existsTo: orNull(division.valid_to),
    boundary: outlines.get(code) ?? null,
  };
}

const organisationRow = (organisation: CityOrganisation): Incoming => ({
  code: organisation.code,
  nameZh: organisation.name.zh,
  nameEn: organisation.name.en,
  kind: organisation.kind,
  division: orNull(organisation.division),
  parent: orNull(organisation.parent),
  existsFrom: orNull(organisation.valid_from),
  existsTo: orNull(organisation.valid_to),
  successor: orNull(organisation.successor),
  reconstructed: organisation.reconstructed,
  collected: orNull(organisation.collected),
  namesChecked: organisation.names_checked,
  namedInPlan: organisation.named_in_plan,
});

const outlinesOf = ({ features }: CityBoundary): Map<string, unknown> =>
  new Map(features.map(({ properties, geometry }) => [properties.code, geometry]));

/** A code may stand for several times, one row each (a town renamed): first all first rows, then all second ones. */
export function generations(divisions: readonly CityDivision[]): CityDivision[][] {
  const found: CityDivision[][] = [];
  const seen = new Map<string, number>();
  const inTime = divisions.toSorted((a, b) => (a.valid_from ?? '').localeCompare(b.valid_from ?? ''));
  for (const division of inTime) {
    const generation = seen.get(division.code) ?? 0;
    seen.set(division.code, generation + 1);
    (found[generation] ??= []).push(division);
  }
  return found;
}

interface Batch {
  readonly table: CityTable;
  readonly rows: readonly Incoming[];
  readonly source: string;
  /** Since when rows that are new hold. */
  readonly since: string;
}

async function write(context: Context, tx: Db, batch: Batch, known: ReadonlySet<string>): Promise<void> {
  const record = batch.table === 'division' ? Division : Organisation;
  const fresh = batch.rows.filter((row) => !known.has(String(row['code'])));
  const others = batch.rows.filter((row) => known.has(String(row['code'])));
  await writeRows(context, tx, record, fresh, { source: batch.source, validFrom: batch.since });
  await writeRows(context, tx, record, others, { source: batch.source });
}

async function withdraw(
  context: Context,
  tx: Db,
  batch: Pick<Batch, 'table' | 'source'>,
  left: readonly string[],
): Promise<void> {
  const stamp = { at: context.clock.now().toISOString(), by: context.actor.id, source: batch.source };
  const gone = await withdrawGone(tx, batch.table, left, stamp);
  if (gone.length === 0) return;
  await context.ledger(tx, {
    action: 'change',
    resource: `organisations.${batch.table}`,
    subjects: [],
    detail: { withdrawn: gone.length, keys: gone.slice(0, 20), source: batch.source },
  });
}

const sinceOf = (generation: number, from: string | undefined): string =>
  generation === 0 || !from ? sincePlan : `${firstDayOf(from)}T00:00:00+08:00`;

async function loadDivisions(context: Context, tx: Db, city: ReadCity): Promise<void> {
  const source = `city:${divisionsFile.path}`;
  const divisions = city.get(divisionsFile);
  const outlines = outlinesOf(city.get(boundaryFile));
  const known = await knownCodes(tx, 'division');
  const batches = generations(divisions);
  for (const [index, generation] of batches.entries()) {
    const later = new Set(batches.slice(index + 1).flatMap((rows) => rows.map(({ code }) => code)));
    // Of a division that stands already only what holds last is written: its past is in the history.
    const due = generation.filter(({ code }) => !known.has(code) || !later.has(code));
    for (const [since, some] of Map.groupBy(due, ({ valid_from: from }) => sinceOf(index, from))) {
      const rows = some.map((each) => divisionRow(each, outlines));
      await write(context, tx, { table: 'division', rows, source, since }, known);
    }
  }
  await withdraw(
    context,
    tx,
    { table: 'division', source },
    divisions.map(({ code }) => code),
  );
}

async function loadOrganisations(context: Context, tx: Db, city: ReadCity): Promise<void> {
  const source = `city:${organisationsFile.path}`;
  const { organisations } = city.get(organisationsFile);
  const known = await knownCodes(tx, 'organisation');
  const rows = organisations.map(organisationRow);
  await write(context, tx, { table: 'organisation', rows, source, since: sincePlan }, known);
  await withdraw(
    context,
    tx,
    { table: 'organisation', source },
    organisations.map(({ code }) => code),
  );
}

/** Brings divisions, then institutions, into the records: new and changed ones are written, those gone withdrawn. */
export async function loadOrganisationFiles(city: ReadCity, context: Context): Promise<void> {
  await context.transaction(async (tx) => {
    await loadDivisions(context, tx, city);
    await loadOrganisations(context, tx, city);
  });
}
