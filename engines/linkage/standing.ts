import { chinesePlaces, finishStatements, newValueStatements, preparedTable } from './compile-prepare.ts';
import {
  bringAll,
  bringStatement,
  keepStatements,
  nearStatements,
  noneStatement,
} from './compile-standing.ts';
import type { BlockRule } from './compile-pairs.ts';
import type { LinkageConfig } from './config.ts';
import { linkPrepared, type Linkage, type LinkOptions } from './link.ts';
import { LinkageError } from './linkage-error.ts';
import { blocksOf, type LinkageModel } from './model.ts';
import { finishLeft, nothing, readSide } from './prepare.ts';
import type { LinkageSession } from './session.ts';
import { writeSounds } from './sounds.ts';

/** Of what its files hold. */
const version = 2;

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
}

export interface StandingOptions {
  readonly model: LinkageModel;
  /** A folder that is there and in which the session may write. */
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

/**
 * Prepares the left side once, so that new records can be linked with it without going through it again: its values as
 * they are compared, what they say by their frequency, and the keys of the model's rules. Writes two Parquet files.
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
  const records = await readSide(session, config, 'left', source);
  await finishLeft(session, config);
  for (const statement of keepStatements(rules, preparedTable('left'), folder)) await session.run(statement);
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

/** Brings the standing records that new ones can meet under some of the model's rules. */
function bringer(session: LinkageSession, rules: readonly BlockRule[], { folder, records }: Standing) {
  const left = preparedTable('left');
  const labels = rules.map(labelOf);
  return async (some: readonly BlockRule[], right: string): Promise<void> => {
    if (some.some((rule) => rule.length === 0)) return session.run(bringAll(left, folder));
    const at = some.map((rule) => labels.indexOf(labelOf(rule)));
    for (const statement of nearStatements(rules, at, { right, left, folder })) await session.run(statement);
    const near = await session.rows<{ n: number }>('select distinct n from link_near');
    if (near.length === 0) return undefined;
    return session.run(bringStatement(left, folder, { wanted: near.map(({ n }) => n), records }));
  };
}

/**
 * Links new records (the right side) with a standing one under a frozen model. The answer is that of
 * `link(…, { model, frequencies: 'left' })` with all of the standing side: only its records that share a rule's keys with
 * a new one are read, which are all that it could have met; those whom a checked identifier settles are met by it alone. New records are not compared with each other.
 * Leaves `link_result` as `link` does. Takes time in proportion to the new records, but for one pass over the columns of
 * keys and values of the standing side.
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
  const count = await readSide(session, config, 'right', source);
  if (count === 0 || standing.records === 0) throw nothing();
  for (const statement of newValueStatements(config)) await session.run(statement);
  for (const at of chinesePlaces(config.compare)) await writeSounds(session, at);
  for (const statement of finishStatements(config, 'right', {})) await session.run(statement);
  await session.run(noneStatement(left, standing.folder));
  const prepared = {
    sides: { left, right, same: false },
    records: { left: standing.records, right: count },
    totalPairs: standing.records * count,
    bring: bringer(session, rules, standing),
  };
  return linkPrepared(session, config, prepared, options);
}
