import { useMemo } from 'react';
import { number, useLanguage, useSay } from '#ui';
import type { Board, Outline } from '#platform/sense/indicators/contract';
import { figureOf, shareOf, type TownCount, type TownLine, townLines } from './figures.ts';
import { drawOutline } from './outline-path.ts';
import { Panel } from './panel.tsx';
import { words } from './words.ts';

interface Props {
  readonly board: Board;
  readonly outline: Outline | undefined;
}

/** The part of those whose town is not known: no town, so no bar beside the towns. */
const nowhere = 'none';

/** The city as it is known: its boundary, and what is counted in each town. */
export function CityPanel({ board, outline }: Props) {
  const say = useSay();
  const people = figureOf(board, 'persons-registered');
  const companies = figureOf(board, 'companies-registered');
  const lines = townLines(outline?.towns ?? [], people, companies);
  return (
    <Panel area="map" title={words.map} note={say(words.mapNote)} figures={[people, companies]}>
      <div className="city">
        <Boundary outline={outline} />
        <Towns lines={lines} />
      </div>
    </Panel>
  );
}

function Boundary({ outline }: { readonly outline: Outline | undefined }) {
  const say = useSay();
  const drawing = useMemo(
    () => (outline?.boundary ? drawOutline(outline.boundary, 600) : undefined),
    [outline],
  );
  if (!outline) return <div className="boundary" />;
  if (!drawing) return <p className="boundary none">{say(words.noBoundary)}</p>;
  const name = say(words.boundary, { city: say(outline.name) });
  return (
    <svg
      className="boundary"
      viewBox={`-4 -4 ${drawing.width + 8} ${drawing.height + 8}`}
      role="img"
      aria-label={name}
    >
      <path d={drawing.path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function Towns({ lines }: { readonly lines: readonly TownLine[] }) {
  const say = useSay();
  const placed = lines.filter(({ code }) => code !== nowhere);
  const greatest = Math.max(0, ...placed.map(({ people }) => people.value ?? 0));
  return (
    <div className="towns">
      <table>
        <thead>
          <tr>
            <th scope="col">{say(words.town)}</th>
            <td aria-hidden="true" />
            <th scope="col" className="end">
              {say(words.people)}
            </th>
            <th scope="col" className="end">
              {say(words.companies)}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.code}>
              <th scope="row">{say(line.name)}</th>
              <td aria-hidden="true" className="town-bar">
                {line.code !== nowhere && (
                  <span className="bar celadon">
                    <span style={{ inlineSize: `${shareOf(line.people.value ?? 0, greatest) * 100}%` }} />
                  </span>
                )}
              </td>
              <td className="end">
                <Count count={line.people} label={`${say(line.name)} ${say(words.people)}`} />
              </td>
              <td className="end">
                <Count count={line.companies} label={`${say(line.name)} ${say(words.companies)}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CountProps {
  readonly count: TownCount;
  readonly label: string;
}

function Count({ count: { value, path }, label }: CountProps) {
  const say = useSay();
  const { language } = useLanguage();
  if (value === undefined) return <span className="none">{say(words.noData)}</span>;
  const shown = number(value, language);
  if (path === undefined) return <>{shown}</>;
  return (
    <a href={`/console${path}`} aria-label={`${label} ${shown}`}>
      {shown}
    </a>
  );
}
