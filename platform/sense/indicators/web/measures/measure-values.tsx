import { Link, useSearchParams } from 'react-router';
import {
  Chart,
  Heads,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  number,
  useCall,
  useLanguage,
  useSay,
  type ChartData,
} from '#ui';
import { grainNames, grains, operations, type Grain, type MeasureSeries } from '../../contract.ts';
import { Cause } from './cause.tsx';
import { words } from './words.ts';

type MeasurePoint = MeasureSeries['lines'][number]['points'][number];

const isGrain = (text: string | null): text is Grain => grains.some((grain) => grain === text);

/** A chart of every line, with the target of the whole city beside it. */
function chartOf({ title, unit, lines }: MeasureSeries): ChartData {
  const [first] = lines;
  const targets = first?.points.map(({ target }) => target) ?? [];
  const series = lines
    .slice(0, 12)
    .map((line) => ({ name: line.title, values: line.points.map(({ value }) => value) }));
  const target = { name: words.target, values: targets, dashed: true };
  return {
    title,
    unit,
    kind: 'line',
    categories: first?.points.map(({ period }) => period) ?? [],
    categoryLabel: words.period,
    series: targets.some((value) => value !== null) ? [...series, target] : series,
  };
}

function Value({ point }: { readonly point: MeasurePoint }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <>
      {point.value === null ? '—' : number(point.value, language, 2)}{' '}
      {point.state !== 'final' && <span className="quiet">{say(words.states[point.state])}</span>}
      {point.leftOut > 0 && <span className="quiet"> {say(words.leftOut, { count: point.leftOut })}</span>}
      {point.simulated && <SimulatedTag />}
    </>
  );
}

function Change({ beside }: { readonly beside: MeasurePoint['before'] }) {
  const { language } = useLanguage();
  if (!beside) return <>—</>;
  const { percent, change } = beside;
  const shown = percent === null ? number(change, language, 2) : `${number(percent, language, 1)} %`;
  return <>{change > 0 ? `+${shown}` : shown}</>;
}

function Revised({ point: { revision } }: { readonly point: MeasurePoint }) {
  const say = useSay();
  const { language } = useLanguage();
  if (!revision) return <>—</>;
  const first = revision.first === null ? say(words.states.none) : number(revision.first, language, 2);
  return (
    <>
      {say(words.revisedFrom, { first })}
      <Cause cause={revision.cause} />
    </>
  );
}

interface LineProps {
  readonly series: MeasureSeries;
  readonly line: MeasureSeries['lines'][number];
}

/** Where the rows of a period of a line are. */
function rowsPath(code: string, place: Readonly<Record<string, string>>, period: string): string {
  const where = Object.entries(place)
    .map(([name, value]) => `${name}:${value}`)
    .join(',');
  return `/indicators/measures/${code}/rows?${new URLSearchParams({ period, ...(where ? { where } : {}) })}`;
}

function PointRow({ point, path }: { readonly point: MeasurePoint; readonly path: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const { period, state, cumulative, target } = point;
  const shut = state === 'none' || state === 'hidden';
  return (
    <tr>
      <td>
        {shut ? (
          period
        ) : (
          <Link to={path} aria-label={say(words.openRows, { period })}>
            {period}
          </Link>
        )}
      </td>
      <td>
        <Value point={point} />
      </td>
      <td>
        <Change beside={point.before} />
      </td>
      <td>
        <Change beside={point.yearBefore} />
      </td>
      <td>
        {cumulative ? number(cumulative.value, language, 2) : '—'}
        {cumulative !== null && cumulative.missing > 0 && (
          <span className="quiet"> {say(words.missing, { count: cumulative.missing })}</span>
        )}
      </td>
      <td>{target === null ? '—' : number(target, language, 2)}</td>
      <td>
        <Revised point={point} />
      </td>
    </tr>
  );
}

const heads = [
  words.period,
  words.value,
  words.before,
  words.yearBefore,
  words.cumulative,
  words.target,
  words.revised,
];

/** The newest first; each period opens into its rows. */
function LineTable({ series, line }: LineProps) {
  const say = useSay();
  return (
    <ScrollRegion label={say(line.title)}>
      <table className="data-table">
        <caption>{say(line.title)}</caption>
        <Heads heads={heads} />
        <tbody>
          {line.points.toReversed().map((point) => (
            <PointRow
              key={point.period}
              point={point}
              path={rowsPath(series.code, line.place, point.period)}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Choosing({ series }: { readonly series: MeasureSeries }) {
  const say = useSay();
  const [, setAsked] = useSearchParams();
  const choose = (name: string, value: string) =>
    setAsked((before) => {
      if (value === '') before.delete(name);
      else before.set(name, value);
      return before;
    });
  return (
    <div className="row no-print">
      <label>
        {say(words.grain)}{' '}
        <select
          className="input"
          value={series.grain}
          onChange={(event) => choose('grain', event.currentTarget.value)}
        >
          {series.grains.map((grain) => (
            <option key={grain} value={grain}>
              {say(grainNames[grain] ?? { zh: grain, en: grain })}
            </option>
          ))}
        </select>
      </label>
      {series.dimensions.length > 0 && (
        <label>
          {say(words.by)}{' '}
          <select
            className="input"
            value={series.by ?? ''}
            onChange={(event) => choose('by', event.currentTarget.value)}
          >
            <option value="">{say(words.whole)}</option>
            {series.dimensions.map(({ name, title }) => (
              <option key={name} value={name}>
                {say(title)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** Values of a measure over time; period and dimension stand in the address. */
export function MeasureValues({ code }: { readonly code: string }) {
  const say = useSay();
  const [search] = useSearchParams();
  const grain = search.get('grain');
  const by = search.get('by');
  const query = { ...(isGrain(grain) ? { grain } : {}), ...(by ? { by } : {}) };
  const asked = useCall('indicators', operations.measureSeries, { params: { code }, query }, { keep: true });
  if (asked.isPending) return <Skeleton lines={8} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const series = asked.data;
  const some = series.lines.some(({ points }) => points.some(({ value }) => value !== null));
  return (
    <div className="stack">
      <Choosing series={series} />
      {!series.whole && <p className="small quiet">{say(words.hiddenNote)}</p>}
      {some ? <Chart data={chartOf(series)} /> : <p className="quiet">{say(words.noValues)}</p>}
      {series.lines.map((line) => (
        <LineTable key={line.key} series={series} line={line} />
      ))}
    </div>
  );
}
