import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chinesePlaces, finishStatements, newValueStatements, preparedTable } from './compile-prepare.ts';
import {
  bringStatement,
  columnsOf,
  copyKeys,
  copyRecords,
  noneStatement,
  wantedKeys,
  type StandingColumn,
} from './compile-standing.ts';
import type { BlockRule } from './compile-pairs.ts';
import type { LinkageConfig } from './config.ts';
import { linkPrepared, type Linkage, type LinkOptions } from './link.ts';
import { LinkageError } from './linkage-error.ts';
import { blocksOf, type LinkageModel } from './model.ts';
import { finishLeft, nothing, readSide } from './prepare.ts';
import type { LinkageSession } from './session.ts';
import { writeSounds } from './sounds.ts';
import { findKeys, writeKeys } from './standing-keys.ts';
import { copyRows, writePlaces } from './standing-rows.ts';

/** Of what its files hold. */
const version = 4;

/** A side that stays, as it was when it was prepared: plain JSON that belongs to the files in its folder. */
export interface Standing {
  readonly format: 'yaojiang-linkage-standing';
  readonly version: typeof version;
  /** Where its files are. */
  readonly folder: string;
  /** When it was made: the instant or version that its maker gave. What values say by their frequency is of then. */
  readonly vintage: string;
  /** Of the model by whose rules its records are found. */
  readonly model: string;
  readonly engine: string;
  readonly records: number;
  readonly blocks: LinkageModel['blocks'];
  /** The comparisons, as name and kind. */
  readonly compare: readonly string[];
  /** Of a record as it is kept. */
  readonly columns: readonly StandingColumn[];
  /** How many records each rule can find. */
  readonly keys: readonly number[];
}

/** The files of a standing side in its folder. */
const filesOf = (folder: string) => ({
  records: { rows: join(folder, 'records.csv'), places: join(folder, 'records.places') },
  keys: { entries: join(folder, 'keys.entries'), firsts: join(folder, 'keys.firsts') },
});

export interface StandingOptions {
  readonly model: LinkageModel;
  /** A folder that is there, in which this program and the session may write. */
  readonly folder: string;
  readonly vintage: string;
}

const compareOf = ({ compare }: LinkageConfig): string[] => compare.map(({ name, as }) => `${name}:${as}`);

const unfit = (zh: string, en: string) => new LinkageError('linkage.standing-unfit', 'standing', { zh, en });

/** Free text is weighed by all texts of both sides, which few new ones would change for all. */
function refuseWords({ compare }: LinkageConfig): void {
  const words = compare.find(({ as }) => as === 'words');
  if (words)
    throw unfit(
      `比较项“${words.name}”是自由文本（words），其权重取决于两侧全部文本，不能增量链接`,
      `the comparison "${words.name}" is free text (words), which is weighed by all texts of both sides and cannot be linked bit by bit`,
    );
}

async function engineOf(session: LinkageSession): Promise<string> {
  const [found] = await session.rows<{ version: string }>('select version() as version');
  return found?.version ?? '';
}

/** Lends the path of a file that goes afterwards. */
async function withScratch<T>(folder: string, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(folder, `${randomUUID()}.csv`);
  try {
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Writes the prepared records and their keys so that few of them can be read again without the others. */
async function keep(
  session: LinkageSession,
  rules: readonly BlockRule[],
  { table, folder }: { readonly table: string; readonly folder: string },
) {
  const { records, keys } = filesOf(folder);
  await session.run(copyRecords(table, records.rows));
  await writePlaces(records);
  const columns = await session.rows<{ name: string; type: string }>(columnsOf(table));
  const counts = await withScratch(folder, (path) => {
    async function* runs() {
      for (const rule of rules) {
        await session.run(copyKeys(table, rule, path));
        yield path;
      }
    }
    return writeKeys(keys, runs());
  });
  return { columns: columns.map(({ name, type }): StandingColumn => [name, type]), keys: counts };
}

/**
 * Prepares the left side once, so that new records can be linked with it without going through it again: its values as
 * they are compared, what they say by their frequency, and the keys of the model's rules. Writes four files, of which
 * records are found by keys and read by numbers at random.
 * Its vintage is frozen: records that come or go, and how frequent values become, count from the next preparation on.
 * Takes time and space in proportion to the records.
 * @param source table or view of the session with the left columns of the configuration
 * @throws LinkageError `linkage.standing-unfit` for free text; else as `link` for tables and configuration
 */
export async function prepareStanding(
  session: LinkageSession,
  config: LinkageConfig,
  source: string,
  { model, folder, vintage }: StandingOptions,
): Promise<Standing> {
  refuseWords(config);
  const rules = blocksOf(model, config);
  const records = await readSide(session, config, { side: 'left', source });
  await finishLeft(session, config);
  return {
    format: 'yaojiang-linkage-standing',
    version,
    folder,
    vintage,
    model: model.vintage,
    engine: await engineOf(session),
    records,
    blocks: model.blocks,
    compare: compareOf(config),
    ...(await keep(session, rules, { table: preparedTable('left'), folder })),
  };
}

async function requireFit(
  session: LinkageSession,
  config: LinkageConfig,
  { standing, model }: { readonly standing: Standing; readonly model: LinkageModel },
): Promise<void> {
  refuseWords(config);
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  if (!same(standing.blocks, model.blocks) || !same(standing.compare, compareOf(config)))
    throw unfit(
      `常备侧（${standing.vintage}）是为另一模型或另一组比较准备的，请重新准备`,
      `the standing side (${standing.vintage}) was prepared for another model or other comparisons; prepare it again`,
    );
  if (standing.version !== version || standing.engine !== (await engineOf(session)))
    throw unfit(
      `常备侧（${standing.vintage}）由另一版本的程序准备，请重新准备`,
      `the standing side (${standing.vintage}) was prepared by another version of the program; prepare it again`,
    );
}

const labelOf = (rule: BlockRule): string => rule.map(({ label }) => label).join(' & ');

/** The keys of a relation's records under some rules, by the places of these. */
async function keysOf(session: LinkageSession, relation: string, rules: ReadonlyMap<number, BlockRule>) {
  const [found = {}] = await session.rows<Record<string, readonly number[] | null>>(
    wantedKeys(relation, rules),
  );
  return new Map([...rules.keys()].map((place) => [place, found[`k${place}`] ?? []]));
}

/** Brings the standing records that new ones can meet under some of the model's rules, each once. */
function bringer(session: LinkageSession, rules: readonly BlockRule[], standing: Standing) {
  const left = preparedTable('left');
  const labels = rules.map(labelOf);
  const { records, keys } = filesOf(standing.folder);
  const brought = new Set<number>();
  return async (some: readonly BlockRule[], right: string): Promise<void> => {
    if (some.some((rule) => rule.length === 0))
      return session.run(bringStatement(left, standing.columns, records.rows));
    const wanted = new Map(some.map((rule) => [labels.indexOf(labelOf(rule)), rule]));
    const found = await findKeys(keys, standing.keys, await keysOf(session, right, wanted));
    const near = Int32Array.from([...found].filter((number) => !brought.has(number))).sort();
    if (near.length === 0) return undefined;
    for (const number of near) brought.add(number);
    return withScratch(standing.folder, async (path) => {
      await copyRows(records, near, path);
      await session.run(bringStatement(left, standing.columns, path));
    });
  };
}

/**
 * Links new records (the right side) with a standing one under a frozen model. The answer is that of
 * `link(…, { model, frequencies: 'left' })` with all of the standing side: only its records that share a rule's keys with
 * a new one are read, which are all that it could have met; those whom a checked identifier settles are met by it alone. New records are not compared with each other.
 * Leaves `link_result` as `link` does. Takes time in proportion to the new records and those that they can meet.
 * @param source table or view of the session with the right columns of the configuration
 * @throws LinkageError `linkage.standing-unfit` when it was prepared for another model, other comparisons or by another engine
 */
export async function linkNew(
  session: LinkageSession,
  config: LinkageConfig,
  source: string,
  options: { readonly standing: Standing; readonly model: LinkageModel } & Pick<LinkOptions, 'onStep'>,
): Promise<Linkage> {
  const { standing, model } = options;
  await requireFit(session, config, { standing, model });
  const rules = blocksOf(model, config);
  const [left, right] = [preparedTable('left'), preparedTable('right')];
  const count = await readSide(session, config, { side: 'right', source });
  if (count === 0 || standing.records === 0) throw nothing();
  for (const statement of newValueStatements(config)) await session.run(statement);
  for (const at of chinesePlaces(config.compare)) await writeSounds(session, at);
  for (const statement of finishStatements(config, 'right', {})) await session.run(statement);
  await session.run(noneStatement(left, standing.columns));
  const prepared = {
    sides: { left, right, same: false },
    records: { left: standing.records, right: count },
    totalPairs: standing.records * count,
    bring: bringer(session, rules, standing),
  };
  return linkPrepared(session, config, prepared, options);
}
