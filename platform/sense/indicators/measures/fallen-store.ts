import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { measureColumns, type MeasureRow } from './measure-store.ts';
import { readDefinition } from './measures.ts';
import type { MeasureDefinition } from './shapes.ts';

/** What the load withdrew because it could no longer stand beside the city's file. */

interface Fallen {
  readonly measure: MeasureDefinition;
  readonly source: string;
  readonly simulated: boolean;
}

/** Notes what fell, by the version in which it fell. */
export async function noteFallen(tx: Db, codes: readonly string[]): Promise<void> {
  await sql`
    insert into indicators.fallen (measure, revision)
    select code, revision from indicators.measure where code = any(${[...codes]}::text[])
    on conflict (measure) do update set revision = excluded.revision`.execute(tx);
}

/** What fell, has not been touched since (neither defined again nor taken out of force by hand), and can still be read. */
export async function listFallen(tx: Db): Promise<Fallen[]> {
  const { rows } = await sql<MeasureRow & Omit<Fallen, 'measure'>>`
    select ${measureColumns}, source, simulated from indicators.measure
    where withdrawn_at is not null
      and exists (select from indicators.fallen f where f.measure = code and f.revision = measure.revision)
    order by code`.execute(tx);
  return rows.flatMap(({ source, simulated, ...row }) => {
    const measure = readDefinition(row);
    return measure ? [{ measure, source, simulated }] : [];
  });
}

/** Drops the notes of what was brought back or touched. */
export async function dropRisen(tx: Db): Promise<void> {
  await sql`
    delete from indicators.fallen f
    where not exists (select from indicators.measure m
      where m.code = f.measure and m.revision = f.revision and m.withdrawn_at is not null)`.execute(tx);
}
