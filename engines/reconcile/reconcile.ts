import { quoted } from '#engines/duckdb-text';
import { mostFields, type Comparison, type Kind, type Sides } from './comparison.ts';
import {
  compileMoreSuspects,
  compileRightRepeats,
  compileSuspects,
  keyHashes,
  suspects,
} from './compile-hashes.ts';
import {
  aloneOf,
  compileAnswer,
  compileCounter,
  compileMain,
  compileSuspectRows,
  compileTold,
  countMet,
  countOpen,
  sharedHashes,
  tooManyPairs,
} from './compile-main.ts';
import { compileCounterparts, compileFolded, compileRepeats, suspectsTold } from './compile-repeats.ts';
import { otherOf, sides } from './compile-side.ts';
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

type Relations = Sides & { readonly into: string };
type Rows = Summary['rows'];

/** The main join: what is open is then in a table. @returns how many pairs met; undefined when they were too many to be joined like that */
async function joinSides(
  session: ReconcileSession,
  comparison: Comparison,
  { into, rows, ...relations }: Relations & { readonly rows: Rows },
): Promise<number | undefined> {
  const main = (repeated: boolean) =>
    session.run(compileMain(comparison, relations, { into, rows: rows.left, repeated }));
  await session.run(compileCounter);
  try {
    await main(false);
    return await countOf(session, countMet);
  } catch (error) {
    if (!String(error).includes(tooManyPairs)) throw error;
  }
  await session.run(compileRightRepeats(comparison, relations.right));
  await session.run(compileCounter);
  await main(true);
  return undefined;
}

type Open = Readonly<Record<'only-left' | 'only-right' | 'no-key-left' | 'no-key-right' | 'shared', number>>;

/**
 * Makes the table of suspects. As many pairs as rows of one side met: none of them met two of the other, where no key is then
 * repeated but among rows that met nobody.
 * @returns whether all rows with such keys are open
 */
async function suspect(
  session: ReconcileSession,
  comparison: Comparison,
  { into, rows, met, ...relations }: Relations & { readonly rows: Rows; readonly met: number | undefined },
): Promise<boolean> {
  const [open] = await session.rows<Open>(countOpen(into));
  if (!open) throw new Error('nothing was counted');
  const isOnce = { left: true, right: true };
  for (const side of sides)
    isOnce[otherOf(side)] = met === rows[side] - open[`no-key-${side}`] - open[`only-${side}`];
  const whole = sides.filter((side) => !isOnce[side]);
  await session.run(
    compileSuspects([
      ...sides.filter((side) => isOnce[side]).map((side) => aloneOf(side, into)),
      ...whole.map((side) => keyHashes(comparison, { side, relation: relations[side] })),
    ]),
  );
  if (open.shared > 0) await session.run(compileMoreSuspects(sharedHashes(into)));
  return whole.length === 0 && open.shared === 0;
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

const none: Counted = { folded: { left: 0, right: 0 }, counterparts: { left: 0, right: 0 } };

/**
 * Holds two relations against each other: joins once, by a hash of the key, and counts the pairs. As many pairs as rows of
 * both sides that met somebody: no key is repeated but among those that did not. Otherwise the keys of the side in question are
 * gone through once more. Repeated keys are then held against each other exactly. A right side with so many of them that
 * more pairs met than there are left rows is joined again without them.
 * Time and memory grow with the rows of both sides; what is compared of the right one has to fit into memory or spill.
 * @param into temporary view that has one row for each row (or pair) with something the matter; replaced when there
 * @throws RangeError for a comparison without a key, with too many fields or with two of one name
 */
export async function reconcile(
  session: ReconcileSession,
  comparison: Comparison,
  relations: Relations,
): Promise<Summary> {
  assertSound(comparison);
  const { into, left, right } = relations;
  const rows = { left: await size(session, left), right: await size(session, right) };
  const met = await joinSides(session, comparison, { ...relations, rows });
  const allOpen = await suspect(session, comparison, { ...relations, rows, met });
  const suspected = (await size(session, suspects)) > 0;
  const { folded, counterparts } = suspected
    ? await tellSuspects(session, comparison, { into, from: allOpen ? undefined : { left, right } })
    : none;
  await session.run(compileAnswer(comparison, into, suspected));
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
