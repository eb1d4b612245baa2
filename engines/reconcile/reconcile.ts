import { quoted } from '#engines/duckdb-text';
import { mostFields, type Comparison, type Kind, type Sides } from './comparison.ts';
import {
  bitOf,
  compileAnswer,
  compileCounterparts,
  compileRepeatedHashes,
  compileRepeats,
  compileSettle,
  hashesOf,
  repeatsOf,
  type Repeats,
} from './compile.ts';
import type { ReconcileSession } from './session.ts';

/** How two relations stand to each other; each row of a side is counted in one place of its side. */
export interface Summary {
  readonly rows: { readonly left: number; readonly right: number };
  /** Pairs of rows with one key. */
  readonly compared: number;
  /** Pairs of which no field differs. */
  readonly equal: number;
  readonly kinds: Readonly<Record<Kind, number>>;
  /** Rows beside the one that counts for a key whose rows agree in all fields. */
  readonly folded: { readonly left: number; readonly right: number };
  /** Rows that stand for one key of their side, of which the other has several that do not agree: not compared, not in the answer. */
  readonly counterparts: { readonly left: number; readonly right: number };
  /** How many pairs differ in each field, by its name. */
  readonly fields: Readonly<Record<string, number>>;
}

const countOf = async (session: ReconcileSession, sql: string): Promise<number> =>
  Number((await session.rows<{ rows: number }>(sql))[0]?.rows ?? 0);

const size = (session: ReconcileSession, table: string): Promise<number> =>
  countOf(session, `select count(*) as rows from ${quoted(table)}`);

async function findRepeats(
  session: ReconcileSession,
  comparison: Comparison,
  { side, relation }: { side: 'left' | 'right'; relation: string },
): Promise<Repeats & { readonly folded: number }> {
  await session.run(compileRepeatedHashes(comparison, side, relation));
  if ((await size(session, hashesOf(side))) === 0) return { agreeing: false, differing: false, folded: 0 };
  for (const statement of compileRepeats(comparison, side, relation)) await session.run(statement);
  const [found] = await session.rows<Record<string, unknown>>(
    `select count(*) filter (agrees) as agreeing, count(*) filter (not agrees) as differing,
      coalesce(sum(times - 1) filter (agrees), 0)::bigint as folded from ${repeatsOf(side)}`,
  );
  const of = (name: string) => Number(found?.[name] ?? 0);
  return { agreeing: of('agreeing') > 0, differing: of('differing') > 0, folded: of('folded') };
}

async function countKinds(session: ReconcileSession, comparison: Comparison, into: string) {
  const differing = comparison.fields.map(
    (_, at) => `count(*) filter (fields & ${bitOf(at)} <> 0) as f${at}`,
  );
  const counted = await session.rows<Record<string, unknown>>(
    `select ${['kind', 'count(*) as rows', ...differing].join(', ')} from ${quoted(into)} group by kind`,
  );
  const byKind = new Map(counted.map((each) => [each['kind'], each]));
  const of = (kind: Kind) => Number(byKind.get(kind)?.['rows'] ?? 0);
  return {
    kinds: {
      differs: of('differs'),
      'only-left': of('only-left'),
      'only-right': of('only-right'),
      'duplicate-left': of('duplicate-left'),
      'duplicate-right': of('duplicate-right'),
      'no-key-left': of('no-key-left'),
      'no-key-right': of('no-key-right'),
    },
    fields: Object.fromEntries(
      comparison.fields.map(({ name }, at) => [name, Number(byKind.get('differs')?.[`f${at}`] ?? 0)]),
    ),
  };
}

/** Says what is wrong with a comparison that nobody should have let come this far. */
function assertSound({ keys, fields }: Comparison): void {
  if (keys.length === 0) throw new RangeError('a comparison needs a key');
  if (fields.length > mostFields) throw new RangeError(`a comparison has at most ${mostFields} fields`);
  if (new Set(fields.map(({ name }) => name)).size < fields.length)
    throw new RangeError('two fields of a comparison have one name');
}

/**
 * Holds two relations against each other: sorts hashes of the keys of each side to find repeated ones, then joins once.
 * Time and memory grow with the rows of both sides; the smaller one has to fit into memory or spills.
 * @param into temporary table that gets one row for each row (or pair) with something the matter; replaced when there
 * @throws RangeError for a comparison without a key, with too many fields or with two of one name
 */
export async function reconcile(
  session: ReconcileSession,
  comparison: Comparison,
  { into, ...sides }: Sides & { readonly into: string },
): Promise<Summary> {
  assertSound(comparison);
  const repeating = {
    left: await findRepeats(session, comparison, { side: 'left', relation: sides.left }),
    right: await findRepeats(session, comparison, { side: 'right', relation: sides.right }),
  };
  await session.run(compileAnswer(comparison, sides, { into, repeating }));
  await session.run(compileSettle(into));
  const rows = { left: await size(session, sides.left), right: await size(session, sides.right) };
  const counterparts = {
    left: repeating.right.differing
      ? await countOf(session, compileCounterparts(comparison, 'left', { relation: sides.left, repeating }))
      : 0,
    right: repeating.left.differing
      ? await countOf(session, compileCounterparts(comparison, 'right', { relation: sides.right, repeating }))
      : 0,
  };
  const folded = { left: repeating.left.folded, right: repeating.right.folded };
  const { kinds, fields } = await countKinds(session, comparison, into);
  const compared =
    rows.left -
    kinds['only-left'] -
    kinds['no-key-left'] -
    kinds['duplicate-left'] -
    counterparts.left -
    folded.left;
  return { rows, compared, equal: compared - kinds.differs, kinds, folded, counterparts, fields };
}

/** The names of the fields whose bits are set. */
export const differingFields = (
  { fields }: { readonly fields: readonly { readonly name: string }[] },
  bits: number | bigint,
): string[] => fields.filter((_, at) => (BigInt(bits) >> BigInt(at)) & 1n).map(({ name }) => name);
