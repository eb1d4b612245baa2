import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { en } from '../texts.en.ts';
import { zh } from '../texts.zh.ts';
import type { MeasureDefined, MeasureVersion } from './contract.ts';
import { describeMeasure, differences, type Describing } from './describe.ts';
import { listMeasures, readDefinition, findSources, termCodes } from './measures.ts';
import type { MeasureDefinition } from './shapes.ts';
import { stocksAmong } from './stocks.ts';
import { sidesOf } from './touched-store.ts';
import { countReleases, listVersions } from './version-store.ts';

/** Older ones are in the record's own history. */
const mostVersions = 100;

/** @param more a definition that does not stand yet, or no longer */
export const describingOf = async (
  context: Context,
  all: readonly MeasureDefinition[],
  more: readonly MeasureDefinition[] = [],
): Promise<Describing> => ({
  find: await findSources(context, context.db, [...all, ...more].flatMap(sidesOf), true),
  titles: new Map(all.map(({ code, title }) => [code, title])),
  stocks: stocksAmong(new Map(all.map((each) => [each.code, each]))),
});

/** Measures that are made of one, each with its name. */
export const usersOf = (code: string, all: readonly MeasureDefinition[]) =>
  all
    .filter((each) => termCodes(each).includes(code))
    .map((each) => ({ code: each.code, title: each.title }));

export const isFromFile = (source: string): boolean => source.startsWith('city:');

async function versionsOf(db: Db, code: string) {
  const versions = await listVersions(db, code, mostVersions);
  const [newest] = versions;
  if (!newest) throw notFound({ zh: zh.notFound, en: en.notFound }, code);
  return { versions, newest };
}

/**
 * A definition in words and in its own form, in force or not.
 * @throws Problem 404 `request.not-found`
 */
export async function readDefined(context: Context, code: string): Promise<MeasureDefined> {
  const { db } = context;
  const { newest } = await versionsOf(db, code);
  const definition = readDefinition(newest);
  if (!definition) throw notFound({ zh: zh.notFound, en: en.notFound }, code);
  const all = await listMeasures(context, db);
  return {
    definition,
    lines: describeMeasure(definition, await describingOf(context, all, [definition])),
    stands: newest.withdrawn_at === null,
    fromFile: isFromFile(newest.source),
    usedBy: usersOf(code, all),
    releases: await countReleases(db, code),
  };
}

/**
 * Every version of a definition, the newest first, each with what it changed in words.
 * @throws Problem 404 `request.not-found`
 */
export async function readVersions(context: Context, code: string): Promise<MeasureVersion[]> {
  const { versions } = await versionsOf(context.db, code);
  const said = versions.map(readDefinition);
  const all = await listMeasures(context, context.db);
  const describing = await describingOf(
    context,
    all,
    said.filter((each) => each !== undefined),
  );
  const lines = said.map((definition) => (definition ? describeMeasure(definition, describing) : []));
  return versions.map((row, index) => ({
    revision: row.revision,
    at: row.recorded_at,
    source: row.source,
    reason: row.reason,
    stands: row.withdrawn_at === null,
    changes: index + 1 < versions.length ? differences(lines[index + 1] ?? [], lines[index] ?? []) : [],
  }));
}
