import { number, useLanguage, useSay } from '#ui';
import type { Indicator } from '#platform/sense/indicators/contract';
import { everyDay, sparkPaths } from './spark.ts';
import { words } from './words.ts';

const height = 20;

const isDaily = (figure: Indicator | undefined): boolean =>
  figure?.grain === undefined || figure.grain === 'day';

/** Day after day, or period after period of a measure. */
function linePoints(figure: Indicator | undefined): Indicator['series'] {
  const series = figure?.series ?? [];
  return isDaily(figure) ? everyDay(series) : series;
}

/** How a figure went: a line for the eye, a table for the ear. */
export function Spark({ figure }: { readonly figure: Indicator | undefined }) {
  const say = useSay();
  const { language } = useLanguage();
  const daily = isDaily(figure);
  const days = linePoints(figure);
  if (!figure || days.length < 2) return null;
  return (
    <figure className="spark">
      <svg
        viewBox={`0 -2 ${days.length - 1} ${height + 4}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {sparkPaths(days, height).map((path) => (
          <path key={path} d={path} vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
      <figcaption>{say(daily ? words.days : words.periods, { count: days.length })}</figcaption>
      <table className="visually-hidden">
        <caption>{say(words.seriesTable, { title: say(figure.title) })}</caption>
        <tbody>
          {days.map(({ day, value }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{value === null ? say(words.noData) : number(value, language, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
