import { literal, quoted } from '#engines/duckdb-text';
import type { LinkageConfig } from './config.ts';
import {
  chinesePlaces,
  finishStatements,
  rareBits,
  idFaultsStatement,
  prepareStatement,
  preparedTable,
  repeatedIdStatement,
  valueStatements,
  type Frequencies,
  type Side,
} from './compile-prepare.ts';
import type { BlockRule, Sides } from './compile-pairs.ts';
import { LinkageError } from './linkage-error.ts';
import type { LinkageSession } from './session.ts';
import { writeSounds } from './sounds.ts';
import { writeSimilarTexts } from './similar-texts.ts';

/** What is linked: tables or views of the session, with all columns that the configuration names. */
export interface Sources {
  readonly left: string;
  /** Without it the left one is linked with itself. */
  readonly right?: string | undefined;
  /**
   * Their rows always come in one order, as those of files do. Else they are sorted by their ids first, so that the answer does
   * not depend on it, which costs a third of preparing them. A table linked with itself is sorted always.
   */
  readonly steady?: boolean;
}

export interface Prepared {
  readonly sides: Sides;
  readonly records: { readonly left: number; readonly right: number };
  readonly totalPairs: number;
  /**
   * Where the left side stands elsewhere: brings those of its records that the rows of a table can meet under rules. Not
   * given: they are all there.
   */
  readonly bring?: (rules: readonly BlockRule[], right: string) => Promise<void>;
}

async function requireColumns(session: LinkageSession, config: LinkageConfig, side: Side, source: string) {
  // Of a view over a file, `describe` would read the file's beginning once more.
  const described = await session.rows<{ name: string }>(
    `select name from pragma_table_info(${literal(quoted(source))})`,
  );
  const there = described.map(({ name }) => name);
  const wanted = [
    { field: `id.${side}`, column: config.id[side] },
    ...config.compare.map((each, at) => ({ field: `compare[${at}].column`, column: each[side] })),
  ];
  for (const { field, column } of wanted)
    if (!there.includes(column))
      throw new LinkageError('linkage.column-missing', field, {
        zh: `${field}：${side === 'left' ? '左表' : '右表'}没有列“${column}”；有：${there.join('、')}`,
        en: `${field}: the ${side} table has no column "${column}"; it has ${there.join(', ')}`,
      });
}

async function requireIds(session: LinkageSession, side: Side): Promise<number> {
  const [found] = await session.rows<{ records: number; missing: number; mayRepeat: boolean }>(
    idFaultsStatement(side),
  );
  if (!found) return 0;
  const { records, missing, mayRepeat } = found;
  const of = side === 'left' ? '左表' : '右表';
  if (missing > 0)
    throw new LinkageError('linkage.id-missing', `id.${side}`, {
      zh: `${of}有 ${missing} 行没有编号`,
      en: `${missing} rows of the ${side} table have no id`,
    });
  const [repeated] = mayRepeat ? await session.rows<{ example: string }>(repeatedIdStatement(side)) : [];
  if (repeated)
    throw new LinkageError('linkage.id-repeated', `id.${side}`, {
      zh: `${of}的编号不唯一，如“${repeated.example}”`,
      en: `ids of the ${side} table are not unique, for example "${repeated.example}"`,
    });
  return records;
}

export const nothing = () =>
  new LinkageError('linkage.nothing-to-compare', 'left', {
    zh: '没有可比较的记录：一侧为空，或只有一行',
    en: 'there is nothing to compare: a side is empty, or has one row only',
  });

interface Reading {
  readonly side: Side;
  readonly source: string;
  /** As they come, not by their ids; see `Sources`. */
  readonly steady?: boolean;
}

/** The values of one side as they are compared, not yet what they say; how many records. */
export async function readSide(
  session: LinkageSession,
  config: LinkageConfig,
  { side, source, steady = false }: Reading,
): Promise<number> {
  await requireColumns(session, config, side, source);
  await session.run(prepareStatement(config, { side, source: quoted(source), sorted: !steady }));
  return requireIds(session, side);
}

/** The values of each side, and how many there are to compare. */
async function readSides(
  session: LinkageSession,
  config: LinkageConfig,
  { given, steady }: { readonly given: readonly [Side, string][]; readonly steady: boolean },
) {
  const counts: number[] = [];
  for (const [side, source] of given) counts.push(await readSide(session, config, { side, source, steady }));
  const [left = 0, right = left] = counts;
  const totalPairs = given.length === 1 ? (left * (left - 1)) / 2 : left * right;
  if (totalPairs === 0) throw nothing();
  return { records: { left, right }, totalPairs };
}

/** What the values of the given sides say. */
async function finishSides(
  session: LinkageSession,
  config: LinkageConfig,
  sides: readonly Side[],
  frequencies: Frequencies,
): Promise<void> {
  const two = sides.includes('right');
  for (const statement of valueStatements(config, two, frequencies)) await session.run(statement);
  for (const at of chinesePlaces(config.compare)) await writeSounds(session, at);
  const [rare = {}] = await session.rows<Record<string, number>>(rareBits(config, frequencies));
  for (const side of sides)
    for (const statement of finishStatements(config, side, rare, frequencies)) await session.run(statement);
}

/** The left side alone, with its own frequencies. */
export const finishLeft = (session: LinkageSession, config: LinkageConfig): Promise<void> =>
  finishSides(session, config, ['left'], 'left');

/**
 * Makes the tables that everything else works on: values as they are compared, what they say by their frequency,
 * sounds of Chinese names, similar texts. They stay until the session ends.
 */
export async function prepare(
  session: LinkageSession,
  config: LinkageConfig,
  sources: Sources,
  frequencies: Frequencies = 'both',
): Promise<Prepared> {
  const given: [Side, string][] = [['left', sources.left]];
  if (sources.right !== undefined) given.push(['right', sources.right]);
  const same = sources.right === undefined;
  const { records, totalPairs } = await readSides(session, config, {
    given,
    steady: !same && sources.steady === true,
  });
  await finishSides(
    session,
    config,
    given.map(([side]) => side),
    frequencies,
  );
  const sides = { left: preparedTable('left'), right: preparedTable(same ? 'left' : 'right'), same };
  await writeSimilarTexts(session, config.compare, sides);
  return { sides, records, totalPairs };
}
