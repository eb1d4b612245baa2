import type { LakeSession } from '#kernel/lake';
import { literal, quoted } from '#engines/duckdb-text';
import type { Chart, Column } from '../shapes.ts';
import { texts } from '../texts.ts';

const mostBars = 30;
const total = `in ('_T', ${literal(texts.total.zh)})`;

/** A chart of each dimension over everything else; what is hidden, or below nothing by its noise, is not drawn. */
export async function tableCharts(session: LakeSession, columns: readonly Column[]): Promise<Chart[]> {
  const names = new Set(columns.map(({ name }) => name));
  const dimensions = columns
    .map(({ name }) => name)
    .filter((name) => name !== 'count' && name !== 'suppressed');
  const shown = dimensions.filter((name) => !names.has(`${name}Name`));
  const charts: Chart[] = [];
  for (const column of shown) {
    const others = shown.filter((name) => name !== column).map((name) => `${quoted(name)} ${total}`);
    const where = [...others, `${quoted(column)} not ${total}`, 'count >= 0'].join(' and ');
    const bars = await session.rows<{ value: string | null; rows: number }>(
      `select ${quoted(column)} as value, count as rows from passed where ${where} limit ${mostBars + 1}`,
    );
    if (bars.length > 1 && bars.length <= mostBars) charts.push({ column, bars });
  }
  return charts;
}
