import { literal, quoted } from '#engines/duckdb-text';
import type { LakeSession } from '#kernel/lake';
import type { CompiledChecks } from './compile.ts';
import type { Checking } from './check-rows.ts';
import { wholeKey } from './findings.ts';
import type { Judged } from './judge-rows.ts';
import type { Mended, Standing } from './store.ts';

const atOnce = 5000;

async function* inPieces<T>(items: readonly T[]): AsyncIterable<readonly T[]> {
  for (let from = 0; from < items.length; from += atOnce) yield items.slice(from, from + atOnce);
}

/** Of the batch before as a whole: what this one, as a whole, no longer breaks. */
function wholeMended(
  { rules }: CompiledChecks,
  standing: readonly Standing[],
  ofBatch: Judged['ofBatch'],
): Mended[] {
  const passed = new Set([...ofBatch].flatMap(([at, { bad }]) => (bad ? [] : [rules[at]?.rule.id])));
  return standing
    .filter(({ rule, row_key }) => row_key === wholeKey && passed.has(rule))
    .map(({ rule }) => ({ rowKey: wholeKey, row: 0, rule }));
}

/**
 * Of the findings that stand: those whose row came again in this batch and no longer breaks the rule.
 * A rule that the compiler does not know (raised by another organ) is proved when its row passes with another value.
 */
export async function mendedOf(
  session: LakeSession,
  checking: Checking,
  compiled: CompiledChecks,
  { standing, ofBatch }: { readonly standing: readonly Standing[] } & Pick<Judged, 'ofBatch'>,
): Promise<Mended[]> {
  const bits = new Map(compiled.rules.map(({ rule, column, bit }) => [rule.id, { column, bit }]));
  const known = standing.filter(({ rule, row_key }) => bits.has(rule) && row_key !== wholeKey);
  const mended = wholeMended(compiled, standing, ofBatch);
  // A key that stands twice is mended when none of its rows breaks the rule.
  const columns = Array.from({ length: compiled.faultColumns }, (_, column) => quoted(`_faults_${column}`))
    .map((column) => `bit_or(${column}) as ${column}`)
    .join(', ');
  const key = quoted(checking.dataset.key);
  for await (const piece of inPieces([...new Set(known.map(({ row_key }) => row_key))])) {
    const rows = await session.rows(
      `select ${key} as _key, max(_row) as _row, ${columns} from read_parquet(${literal(checking.checked)})
       where ${key} in (${piece.map(literal).join(', ')}) group by 1`,
    );
    const byKey = new Map(rows.map((row) => [String(row['_key']), row]));
    for (const { row_key, rule } of known) {
      const row = byKey.get(row_key);
      const at = bits.get(rule);
      if (!row || !at) continue;
      const faults = BigInt(row[`_faults_${at.column}`] as number | bigint);
      if (((faults >> BigInt(at.bit)) & 1n) === 0n)
        mended.push({ rowKey: row_key, row: Number(row['_row']), rule });
    }
    for (const key of piece) byKey.delete(key);
  }
  return mended;
}
