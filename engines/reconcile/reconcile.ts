import { quoted } from '#engines/duckdb-text';
import { mostFields, type Comparison, type Kind, type Sides } from './comparison.ts';
import {
  compileRightHashes,
  compileRightRepeats,
  compileSuspects,
  countRightRepeats,
  keyHashes,
  rightHashes,
  singleHashes,
  suspects,
} from './compile-hashes.ts';
import {
  aloneLeft,
  compileAnswer,
  compileCollisions,
  compileKeyless,
  compileMain,
  compilePairs,
  compileSuspectRows,
  compileTold,
  countOpen,
} from './compile-main.ts';
import { compileCounterparts, compileFolded, compileRepeats, suspectsTold } from './compile-repeats.ts';
import { sides } from './compile-side.ts';
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

type Counted = Pick<Summary, 'folded' | 'counterparts'>;

/** Rows whose keys are suspect, looked at closely, and told. */
async function tellSuspects(
  session: ReconcileSession,
  comparison: Comparison,
  { into, from }: { readonly into: string; readonly from: Sides | undefined },
): Promise<Counted> {
  for (const statement of compileSuspectRows(comparison, into, from)) await session.run(statement);
  for (const side of sides)
    for (const statement of compileRepeats(comparison, side)) await session.run(statement);
  await session.run(compileTold(into, suspectsTold(comparison)));
  const count = (sql: string) => countOf(session, sql);
  return {
    folded: { left: await count(compileFolded('left')), right: await count(compileFolded('right')) },
    counterparts: {
      left: await count(compileCounterparts(comparison, 'left')),
      right: await count(compileCounterparts(comparison, 'right')),
    },
  };
}

/** The main join: what is open is then in a table. */
async function joinSides(
  session: ReconcileSession,
  comparison: Comparison,
  relations: Sides & { readonly into: string },
) {
  await session.run(compileRightHashes(comparison, relations.right));
  await session.run(compileRightRepeats());
  const repeated = (await countOf(session, countRightRepeats)) > 0;
  await session.run(compileMain(comparison, relations, { into: relations.into, repeated }));
  const [open = { keyless: 0, left: 0, right: 0 }] = await session.rows<Open>(countOpen(relations.into));
  const single = await countOf(session, `select count(*) as rows from ${singleHashes(repeated)}`);
  return { open, single, repeated };
}

interface Open extends Readonly<Record<string, number>> {
  readonly keyless: number;
  readonly left: number;
  readonly right: number;
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
 * Holds two relations against each other: joins once, by a hash of the key. A key that stands on the right once meets at most
 * one row of its side, so as many rows of both sides met when no left key that has a counterpart is repeated; if not, the
 * keys of the left side are gone through once more. Repeated keys are then held against each other exactly.
 * Time and memory grow with the rows of both sides; what is compared of the right one has to fit into memory or spill.
 * @param into temporary view that has one row for each row (or pair) with something the matter; replaced when there
 * @throws RangeError for a comparison without a key, with too many fields or with two of one name
 */
export async function reconcile(
  session: ReconcileSession,
  comparison: Comparison,
  { into, ...relations }: Sides & { readonly into: string },
): Promise<Summary> {
  assertSound(comparison);
  const rows = { left: await size(session, relations.left), right: await size(session, relations.right) };
  const { open, single, repeated } = await joinSides(session, comparison, { into, ...relations });
  const metOnce = rows.left - open.keyless - open.left === single - open.right;
  const left = { side: 'left', relation: relations.left } as const;
  await session.run(compileSuspects(metOnce ? aloneLeft(into) : keyHashes(comparison, left)));
  await session.run(compileCollisions(comparison, into));
  await session.run(compilePairs(comparison, into));
  if (rows.right > (await size(session, rightHashes)))
    await session.run(compileKeyless(comparison, { relation: relations.right, into }));
  const none: Counted = { folded: { left: 0, right: 0 }, counterparts: { left: 0, right: 0 } };
  const { folded, counterparts } =
    (await size(session, suspects)) === 0
      ? none
      : await tellSuspects(session, comparison, { into, from: metOnce && !repeated ? undefined : relations });
  await session.run(compileAnswer(comparison, into));
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
