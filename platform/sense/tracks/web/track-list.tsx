import { number, ScrollRegion, Tag, Time, useLanguage, useSay } from '#ui';
import type { TrackPoint } from '../contract.ts';
import { isEvidence } from './track-layers.ts';
import { words } from './words.ts';

const most = 300;

interface TrackListProps {
  readonly points: readonly TrackPoint[];
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The points of a track as a table: those of the breach when there is one, else thinned evenly to what can be read. */
export function TrackList({ points, from, to }: TrackListProps) {
  const say = useSay();
  const { language } = useLanguage();
  const evidence = points.filter((point) => isEvidence(point, { from, to }));
  const wanted = evidence.length > 0 ? evidence : points;
  const every = Math.max(1, Math.ceil(wanted.length / most));
  const shown = wanted.filter((_, index) => index % every === 0);
  return (
    <section className="stack tight">
      <p>{say(words.shown, { shown: shown.length, all: points.length })}</p>
      <ScrollRegion label={say(words.track)}>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{say(words.at)}</th>
              <th scope="col" className="end">
                {say(words.speed)}
              </th>
              <th scope="col">{say(words.place)}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((point, index) => (
              <tr key={`${point.at} ${index}`}>
                <td>
                  <Time at={point.at} />{' '}
                  {isEvidence(point, { from, to }) && <Tag tone="seal">{say(words.evidence)}</Tag>}
                </td>
                <td className="end">{number(point.speed, language, 1)}</td>
                <td>
                  {point.longitude.toFixed(5)}, {point.latitude.toFixed(5)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
