import { number, useLanguage, useSay } from '#ui';
import type { Indicator } from '#platform/sense/indicators/contract';
import { shareOf, type TownCount, type TownLine } from './figures.ts';
import { words } from './words.ts';

/** The part of those whose town is not known: no town, so no bar beside the towns. */
const nowhere = 'none';

interface Props {
  readonly lines: readonly TownLine[];
  /** What is counted, one a column. */
  readonly figures: readonly Indicator[];
}

/** What is counted in each town, with a bar for the first figure. */
export function Towns({ lines, figures }: Props) {
  const say = useSay();
  const placed = lines.filter(({ code }) => code !== nowhere);
  const greatest = Math.max(0, ...placed.map(({ counts }) => counts[0]?.value ?? 0));
  return (
    <div className="towns">
      <table>
        <thead>
          <tr>
            <th scope="col">{say(words.town)}</th>
            <td aria-hidden="true" />
            {figures.map(({ code, title }) => (
              <th scope="col" className="end" key={code}>
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.code}>
              <th scope="row">{say(line.name)}</th>
              <td aria-hidden="true" className="town-bar">
                {line.code !== nowhere && (
                  <span className="bar celadon">
                    <span style={{ inlineSize: `${shareOf(line.counts[0]?.value ?? 0, greatest) * 100}%` }} />
                  </span>
                )}
              </td>
              {figures.map(({ code, title, past }, column) => (
                <td className="end" key={code}>
                  <Count
                    count={line.counts[column]}
                    label={`${say(line.name)} ${say(title)}`}
                    kept={past !== 'not-kept'}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CountProps {
  readonly count: TownCount | undefined;
  readonly label: string;
  /** False where a past hour is shown for which it is not known. */
  readonly kept: boolean;
}

function Count({ count, label, kept }: CountProps) {
  const say = useSay();
  const { language } = useLanguage();
  if (count?.value === undefined)
    return <span className="none">{say(kept ? words.noData : words.notKept)}</span>;
  const shown = number(count.value, language);
  if (count.path === undefined) return <>{shown}</>;
  return (
    <a href={`/console${count.path}`} aria-label={`${label} ${shown}`}>
      {shown}
    </a>
  );
}
