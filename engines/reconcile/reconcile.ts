import { quoted } from '#engines/duckdb-text';
import { mostFields, type Comparison, type Kind, type Sides } from './comparison.ts';
import {
  compileClose,
  compileKeyless,
  compileMain,
  compilePairs,
  compileRight,
  compileSuspectRows,
  countKeyless,
} from './compile-main.ts';
import { compileCounterparts, compileFolded, compileRepeats, suspectsTold } from './compile-repeats.ts';
import { sides } from './compile-side.ts';
import { compileSuspects, suspectsOf, type Suspects } from './compile-suspects.ts';
import { bitOf } from './differing-bits.ts';
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

/** So many numbers are written into a statement; more are looked for in a table. */
const fewSuspects = 3000;

/** Keys that may stand more than once on a side. */
async function findSuspects(
  session: ReconcileSession,
  comparison: Comparison,
  relations: Sides,
): Promise<Suspects> {
  for (const side of sides)
    await session.run(compileSuspects(comparison, { side, relation: relations[side] }));
  const found = await session.rows<{ h: number }>(
    `select h from ${suspectsOf('left')} union select h from ${suspectsOf('right')} limit ${fewSuspects + 1}`,
  );
  if (found.length === 0) return 'none';
  return found.length > fewSuspects ? 'many' : found.map(({ h }) => h);
}

type Counted = Pick<Summary, 'folded' | 'counterparts'>;

/** Rows whose keys may be repeated, looked at closely, and told. */
async function tellSuspects(
  session: ReconcileSession,
  comparison: Comparison,
  into: string,
): Promise<Counted> {
  for (const statement of compileSuspectRows(comparison, into)) await session.run(statement);
  for (const side of sides)
    for (const statement of compileRepeats(comparison, side)) await session.run(statement);
  await session.run(`insert into ${quoted(into)} by name ${suspectsTold(comparison)}`);
  const count = (sql: string) => countOf(session, sql);
  return {
    folded: { left: await count(compileFolded('left')), right: await count(compileFolded('right')) },
    counterparts: {
      left: await count(compileCounterparts(comparison, 'left')),
      right: await count(compileCounterparts(comparison, 'right')),
    },
  };
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
 * Holds two relations against each other: sorts short hashes of the keys of each side to find repeated ones, joins once by
 * keys with a hash of all values, and reads again from the right side what has something the matter.
 * Time and memory grow with the rows of both sides; keys and hashes of the smaller one have to fit into memory or spill.
 * Two different rows are taken for equal when 64-bit hashes of their values agree: once in 10¹³ for a million of them.
 * @param into temporary table that gets one row for each row (or pair) with something the matter; replaced when there
 * @throws RangeError for a comparison without a key, with too many fields or with two of one name
 */
export async function reconcile(
  session: ReconcileSession,
  comparison: Comparison,
  { into, ...relations }: Sides & { readonly into: string },
): Promise<Summary> {
  assertSound(comparison);
  const suspects = await findSuspects(session, comparison, relations);
  await session.run(compileMain(comparison, relations, { into, suspects }));
  const right = { relation: relations.right, into, suspects };
  await session.run(compileRight(comparison, right));
  if ((await countOf(session, countKeyless(comparison, into))) > 0)
    await session.run(compileKeyless(comparison, right));
  await session.run(compilePairs(comparison, into));
  const none: Counted = { folded: { left: 0, right: 0 }, counterparts: { left: 0, right: 0 } };
  const { folded, counterparts } = suspects === 'none' ? none : await tellSuspects(session, comparison, into);
  for (const statement of compileClose(comparison, into)) await session.run(statement);
  const rows = { left: await size(session, relations.left), right: await size(session, relations.right) };
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
