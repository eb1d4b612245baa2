import { useSay } from '#ui';
import { LineDrawing } from './line-drawing.tsx';
import { newestOf, ranked } from './newest.ts';
import { StateOf } from './measure-table.tsx';
import type { OpenMeasure } from './use-open-measure.ts';
import { words } from './words.ts';

interface DrawingProps {
  readonly measure: OpenMeasure;
  readonly write: (value: number) => string;
}

/** As many as there are colours for. */
const mostLines = 5;

/** The newest value of the whole, and of when it is. */
export function MeasureFigure({ measure, write }: DrawingProps) {
  const say = useSay();
  const shown = measure.lines.map((line) => ({ line, point: newestOf(line) }));
  if (shown.length === 0) return <p className="figure">{say(words.noData)}</p>;
  return (
    <dl className="figures">
      {shown.map(({ line, point }) => (
        <div key={line.key}>
          <dt>
            {measure.by !== null && <span>{say(line.title)} </span>}
            {point?.period}
          </dt>
          <dd>
            <strong>{point?.value == null ? '—' : write(point.value)}</strong> <StateOf point={point} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function MeasureLines({ measure, write }: DrawingProps) {
  const say = useSay();
  const drawn = ranked(measure.lines).slice(0, mostLines);
  const periods = drawn[0]?.points ?? [];
  const some = drawn.some(({ points }) => points.some(({ value }) => value !== null));
  if (!some) return <p className="figure">{say(words.noData)}</p>;
  return (
    <>
      <LineDrawing
        lines={drawn.map(({ title, points }) => ({
          name: say(title),
          values: points.map(({ value }) => value),
        }))}
        from={periods[0]?.period ?? ''}
        to={periods.at(-1)?.period ?? ''}
        write={write}
      />
      {measure.lines.length > mostLines && <p className="quiet">{say(words.some, { count: mostLines })}</p>}
    </>
  );
}

const mostBars = 12;

/** Parts by their newest period, or the newest periods of the whole; each bar stands behind its number. */
export function MeasureBars({ measure, write }: DrawingProps) {
  const say = useSay();
  const parts = ranked(measure.lines).map((line) => ({ name: say(line.title), point: newestOf(line) }));
  const periods = (measure.lines[0]?.points ?? [])
    .slice(-mostBars)
    .map((point) => ({ name: point.period, point }));
  const bars = measure.by === null ? periods : parts;
  const of =
    measure.by === null ? say(words.period) : `${say(words.part)} · ${parts[0]?.point?.period ?? ''}`;
  const most = Math.max(0, ...bars.map(({ point }) => point?.value ?? 0));
  return (
    <table className="bars">
      <caption>{of}</caption>
      <tbody>
        {bars.map(({ name, point }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              {most > 0 && (
                <span
                  className="bar"
                  style={{ inlineSize: `${Math.max(0, (60 * (point?.value ?? 0)) / most)}%` }}
                />
              )}{' '}
              {point?.value != null && write(point.value)} <StateOf point={point} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
