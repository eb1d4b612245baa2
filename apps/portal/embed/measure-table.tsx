import type { Text } from '#kernel/texts';
import { number, ScrollRegion, useLanguage, useSay } from '#ui';
import type { OpenMeasure, OpenPoint } from './use-open-measure.ts';
import { words } from './words.ts';

const whys: Readonly<Record<OpenPoint['state'], Text | undefined>> = {
  final: undefined,
  provisional: words.provisional,
  none: words.noData,
  hidden: words.hidden,
};

/** Why there is no value, or what is to be known of one. */
export function StateOf({ point }: { readonly point: OpenPoint | undefined }) {
  const say = useSay();
  const { state = 'none', revision } = point ?? {};
  const said = whys[state];
  return (
    <span className="state">
      {said && say(said)}
      {revision && say(revision.count === 1 ? words.revisedOnce : words.revised, { count: revision.count })}
    </span>
  );
}

function Value({ point }: { readonly point: OpenPoint | undefined }) {
  const { language } = useLanguage();
  return (
    <td>
      {point?.value != null && number(point.value, language)} <StateOf point={point} />
    </td>
  );
}

/** Every value of what is shown, period by period, the newest first. */
export function MeasureTable({ measure }: { readonly measure: OpenMeasure }) {
  const say = useSay();
  const { lines, by } = measure;
  const periods = (lines[0]?.points ?? []).map(({ period }) => period).toReversed();
  return (
    <ScrollRegion label={say(measure.title)}>
      <table aria-label={say(measure.title)}>
        <thead>
          <tr>
            <th scope="col">{say(words.period)}</th>
            {lines.map(({ key, title }) => (
              <th key={key} scope="col">
                {by === null ? say(measure.unit) : say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period}>
              <th scope="row">{period}</th>
              {lines.map(({ key, points }) => (
                <Value key={key} point={points.find((each) => each.period === period)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
