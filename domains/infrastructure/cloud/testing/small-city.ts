import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Clock } from '#kernel/clock';
import { writeParquet } from '#kernel/lake';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { documentsModule } from '#platform/base/documents';
import { formsModule } from '#platform/base/forms';
import { ledgerModule } from '#platform/base/ledger';
import { notificationsModule } from '#platform/base/notifications';
import { organisationsModule } from '#platform/base/organisations';
import { schedulingModule } from '#platform/base/scheduling';
import { tasksModule } from '#platform/base/tasks';
import { catalogueModule } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import { qualityModule } from '#platform/data/quality';
import { addressesModule } from '#platform/data/addresses';
import { registersModule } from '#platform/data/registers';
import { indicatorsModule } from '#platform/sense/indicators';
import { tracksModule } from '#platform/sense/tracks';
import { openTestCity, type TestCity } from '#testing';
import cloud from '../module.ts';

export const passphrase = '四明山 in the morning mist';

/** What stands below the cloud. */
export const below = [
  codesModule,
  organisationsModule,
  identityModule,
  ledgerModule,
  tasksModule,
  tracksModule,
  schedulingModule,
  notificationsModule,
  documentsModule,
  formsModule,
  catalogueModule,
  ingestionModule,
  qualityModule,
  addressesModule,
  registersModule,
  indicatorsModule,
];

/** A small city with rows of its files, entries in its ledger, a file and a batch. */
export async function openSmallCity(
  environment: Record<string, string> = {},
  clock?: Clock,
): Promise<TestCity> {
  const city = await openTestCity({
    modules: [...below, cloud],
    ...(clock && { clock }),
    environment: { BACKUP_PASSPHRASE: passphrase, ...environment },
  });
  const { services } = city.platform;
  await services.files.put(Readable.from(['姚江', '\n']));
  // A day of positions: a migration made the table, the running city its part.
  await sql`create table tracks.position_20300101 partition of tracks.position
    for values from ('2029-12-31T16:00:00Z') to ('2030-01-01T16:00:00Z')`.execute(services.store.db);
  const batch = await services.lake.path('ingestion', 'insured', 'b1.parquet');
  await services.lake.session((session) =>
    writeParquet(session, 'select range as n from range(1000)', batch),
  );
  const context = city.as({ grants: { 'cloud:manage': 'city' } }).context();
  for (const resource of ['registers.person', 'registers.company'])
    await context.ledger(context.db, { action: 'read', resource, subjects: ['a', 'b'] });
  // Who reads the ledger finds it sealed: from here on its entries are in the tree, not on their way to it.
  await city.as({ grants: { 'ledger:audit': 'city' } }).get('/api/ledger/entries?limit=1');
  return city;
}

/** What a folder of backups lists, half made ones as well. */
export const namesIn = (folder: string): Promise<string[]> => readdir(join(folder, 'backups'));

/** Address of a database beside the city's own; undefined on the embedded store. */
export async function databaseOf(city: TestCity, name: string): Promise<string | undefined> {
  const { DATABASE_URL } = city.platform.services.config;
  if (DATABASE_URL === undefined) return undefined;
  const url = new URL(DATABASE_URL);
  url.pathname += `_${name.replaceAll('-', '_')}`;
  return url.href;
}

const made = new Set<string>();

/** An empty database on the server of the city, made when it is not there. */
export async function emptyDatabase(city: TestCity, name: string): Promise<string | undefined> {
  const url = await databaseOf(city, name);
  if (url === undefined) return undefined;
  const database = new URL(url).pathname.slice(1);
  if (made.has(database)) return url;
  await sql`create database ${sql.id(database)}`.execute(city.platform.services.store.db);
  made.add(database);
  return url;
}

export async function dropDatabases(city: TestCity): Promise<void> {
  for (const database of made)
    await sql`drop database if exists ${sql.id(database)} with (force)`.execute(
      city.platform.services.store.db,
    );
}
