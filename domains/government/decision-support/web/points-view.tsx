import { Link } from 'react-router';
import { Chart, Heads, ScrollRegion, SimulatedTag, number, useLanguage, useSay, type ChartData } from '#ui';
import type { Text } from '#kernel/texts';
import type { WarningPoint } from '../contract.ts';
import { LevelTag } from './level-tag.tsx';
import { words } from './words.ts';

interface Props {
  readonly title: Text;
  readonly unit?: Text;
  readonly points: readonly WarningPoint[];
  /** What the centre is called: of fixed limits it is where they clear. */
  readonly centre: Text;
  /** Whether the statistic is in the unit of the values. */
  readonly average?: boolean;
  /** Where the rows of a period are, below the console. */
  readonly rowsPath?: string;
}

type Line = keyof Pick<WarningPoint, 'value' | 'lower' | 'centre' | 'upper' | 'statistic'>;

function chartOf({ title, unit, points, centre, average }: Props): ChartData {
  const line = (name: Text, of: Line, dashed: boolean) => ({
    name,
    values: points.map((point) => point[of]),
    ...(dashed ? { dashed } : {}),
  });
  const lines = [
    line(words.value, 'value', false),
    line(words.upper, 'upper', true),
    line(centre, 'centre', true),
    line(words.lower, 'lower', true),
    ...(average ? [line(words.statistic, 'statistic', true)] : []),
  ];
  return {
    title,
    ...(unit ? { unit } : {}),
    kind: 'line',
    categories: points.map(({ period }) => period),
    categoryLabel: words.period,
    series: lines.filter(({ values }) => values.some((value) => value !== null)),
    note: words.limitNote,
  };
}

function rowsOf(rowsPath: string, period: string): string {
  return `${rowsPath}${rowsPath.includes('?') && !rowsPath.endsWith('?') ? '&' : ''}period=${encodeURIComponent(period)}`;
}

function Row({
  point,
  rowsPath,
  some,
}: {
  readonly point: WarningPoint;
  readonly rowsPath: string | undefined;
  readonly some: readonly Line[];
}) {
  const say = useSay();
  const { language } = useLanguage();
  const { period, level, value, simulated } = point;
  const shown = (each: number | null) => (each === null ? '—' : number(each, language, 2));
  return (
    <tr>
      <td>
        {rowsPath === undefined || value === null ? (
          period
        ) : (
          <Link to={rowsOf(rowsPath, period)} aria-label={say(words.openRows, { period })}>
            {period}
          </Link>
        )}
      </td>
      <td>
        {value === null ? say(words.noData) : shown(value)} {simulated && <SimulatedTag />}
      </td>
      <td>
        {level === null ? (
          <span className="quiet">{value === null ? '—' : say(words.ordinary)}</span>
        ) : (
          <LevelTag level={level} />
        )}
      </td>
      {some.map((name) => (
        <td key={name}>{shown(point[name])}</td>
      ))}
    </tr>
  );
}

/** A series with its limits, drawn and as a table, the newest first; each period opens into its rows. */
export function PointsView(props: Props) {
  const say = useSay();
  const { title, points, centre, rowsPath } = props;
  const names = { lower: words.lower, centre, upper: words.upper, statistic: words.statistic };
  const some = (['lower', 'centre', 'upper', 'statistic'] as const).filter((name) =>
    points.some((point) => point[name] !== null),
  );
  const heads = [words.period, words.value, words.level, ...some.map((name) => names[name])];
  return (
    <div className="stack">
      {points.some(({ value }) => value !== null) && <Chart data={chartOf(props)} />}
      <ScrollRegion label={say(title)}>
        <table className="data-table">
          <caption>{say(title)}</caption>
          <Heads heads={heads} />
          <tbody>
            {points.toReversed().map((point) => (
              <Row key={point.start} point={point} rowsPath={rowsPath} some={some} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
