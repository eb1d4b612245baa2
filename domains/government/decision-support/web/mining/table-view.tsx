import { Link } from 'react-router';
import { number, PlainTable, useLanguage, useSay } from '#ui';
import type { TableFound } from '../../contract.ts';
import { CheckedNote, GroundNote } from './checked-note.tsx';
import { words } from './words.ts';

/** A cell farther off than this is one of those that make the association. */
const farOff = 3;

/** Counts by two dimensions; those that are far from what rows and columns make likely say by how much. */
export function TableView({ found }: { readonly found: TableFound }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: number, places: number) => number(value, language, places);
  const { rows, columns, cells, period, chance, strength, ground } = found;
  const heads = columns.map((label, at) => ({ name: String(at), label, end: true }));
  const cellOf = ({ count, residual, rowsPath }: TableFound['cells'][number][number]) => (
    <>
      <Link to={rowsPath}>{shown(count, 0)}</Link>
      {Math.abs(residual) > farOff && <span className="small quiet"> ({shown(residual, 1)} σ)</span>}
    </>
  );
  return (
    <div className="stack">
      <p>{say(words.tableOf, { period, strength: shown(strength, 3), chance: shown(chance, 4) })}</p>
      <GroundNote grounds={[ground]} />
      <PlainTable
        label={words.table}
        heads={[{ name: 'row', label: ground.title }, ...heads]}
        rows={rows.map((title, line) => ({
          key: String(line),
          cells: {
            row: say(title),
            ...Object.fromEntries((cells[line] ?? []).map((cell, at) => [String(at), cellOf(cell)])),
          },
        }))}
      />
      <CheckedNote checks={found.checks} warnings={found.warnings} />
    </div>
  );
}
