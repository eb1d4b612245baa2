import { Heads, ScrollRegion, useSay } from '#ui';
import type { BackTest, Detector } from '../contract.ts';
import { LevelTag } from './level-tag.tsx';
import { PointsView } from './points-view.tsx';
import { words } from './words.ts';

export function Faults({ faults }: Pick<BackTest, 'faults'>) {
  const say = useSay();
  return (
    <div className="notice">
      <p>{say(words.faults, { count: faults.length })}</p>
      <ul>
        {faults.map(({ path, code, detail }) => (
          <li key={`${path} ${code}`}>
            {say(detail)} <span className="quiet">({[path, code].filter(Boolean).join(' · ')})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Episodes({ lines }: Pick<BackTest, 'lines'>) {
  const say = useSay();
  return (
    <ScrollRegion label={say(words.backTest)}>
      <table className="data-table">
        <caption>{say(words.backTest)}</caption>
        <Heads heads={[words.place, words.level, words.begins, words.last, words.over]} />
        <tbody>
          {lines.flatMap(({ key, title, episodes }) =>
            episodes.map(({ begins, last, level, over }) => (
              <tr key={`${key} ${begins}`}>
                <td>{say(title)}</td>
                <td>
                  <LevelTag level={level} />
                </td>
                <td>{begins}</td>
                <td>{last}</td>
                <td>{over ?? say(words.lasting)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What is wrong with a rule, or what it would have raised. */
export function BackTestView({
  tested,
  detector,
}: {
  readonly tested: BackTest;
  readonly detector: Detector;
}) {
  const say = useSay();
  if (tested.faults.length > 0) return <Faults faults={tested.faults} />;
  const { raised, places, unjudged, invented, byLevel, lines } = tested;
  return (
    <div className="stack">
      <p>{say(words.tested, { places, raised })}</p>
      <ul className="row plain">
        {byLevel.map(({ level, count }) => (
          <li key={level}>
            <LevelTag level={level} /> {count}
          </li>
        ))}
      </ul>
      {unjudged > 0 && <p className="hint">{say(words.unjudged, { count: unjudged })}</p>}
      {invented && <p className="notice">{say(words.passedOver)}</p>}
      {raised > 0 && <Episodes lines={lines} />}
      {lines.slice(0, 3).map(({ key, title, points }) => (
        <PointsView
          key={key}
          title={title}
          points={points}
          centre={detector.kind === 'limits' ? words.clear : words.centre}
          average={detector.kind === 'control' && detector.chart === 'ewma'}
        />
      ))}
    </div>
  );
}
