import { Link } from 'react-router';
import { Chart, number, PlainTable, useLanguage, useSay, type ChartData } from '#ui';
import type { HistoryFound } from '../../contract.ts';
import { CheckedNote, GroundNote } from './checked-note.tsx';
import { words } from './words.ts';

const end = true;

function chartOf({ ground, points }: HistoryFound): ChartData {
  const lines = [
    { name: words.value, values: points.map(({ value }) => value) },
    { name: words.level, values: points.map(({ level }) => level), dashed: true },
  ];
  return {
    title: ground.title,
    unit: ground.unit,
    kind: 'line',
    categories: points.map(({ period }) => period),
    categoryLabel: words.period,
    series: lines.filter(({ values }) => values.some((value) => value !== null)),
  };
}

/** When the level changed and which values are far off; each period opens into its rows. */
export function HistoryView({ found }: { readonly found: HistoryFound }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: number) => number(value, language, 2);
  const { ground, changes, outliers } = found;
  return (
    <div className="stack">
      <GroundNote grounds={[ground]} />
      <Chart data={chartOf(found)} />
      <h2>{say(words.changes)}</h2>
      {changes.items.length === 0 ? (
        <p>{say(words.noChanges)}</p>
      ) : (
        <PlainTable
          label={words.changes}
          heads={[
            { name: 'period', label: words.period },
            { name: 'before', label: words.before, end },
            { name: 'after', label: words.after, end },
            { name: 'size', label: words.size, end },
          ]}
          rows={changes.items.map(({ period, before, after, size, rowsPath }) => ({
            key: period,
            cells: {
              period: <Link to={rowsPath}>{period}</Link>,
              before: shown(before),
              after: shown(after),
              size: shown(size),
            },
          }))}
        />
      )}
      <CheckedNote checks={changes.checks} warnings={changes.warnings} />
      <h2>{say(words.outliers)}</h2>
      {outliers.items.length === 0 ? (
        <p>{say(words.noOutliers)}</p>
      ) : (
        <PlainTable
          label={words.outliers}
          heads={[
            { name: 'period', label: words.period },
            { name: 'value', label: words.value, end },
            { name: 'expected', label: words.expected, end },
            { name: 'score', label: words.score, end },
          ]}
          rows={outliers.items.map(({ period, value, expected, score, rowsPath }) => ({
            key: period,
            cells: {
              period: <Link to={rowsPath}>{period}</Link>,
              value: shown(value),
              expected: shown(expected),
              score: shown(score),
            },
          }))}
        />
      )}
      <CheckedNote checks={outliers.checks} warnings={outliers.warnings} />
    </div>
  );
}
