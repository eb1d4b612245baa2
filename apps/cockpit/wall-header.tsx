import { type ReactNode, useContext, useEffect, useState } from 'react';
import { dateOf, instantOf, Mark, useLanguage, useSay } from '#ui';
import type { Outline } from '#platform/sense/indicators/contract';
import type { Seen } from './asking.ts';
import { LookBack } from './past.tsx';
import { HeartContext } from './heart-beats.tsx';
import type { Going } from './use-place.ts';
import type { Polled } from './use-polled.ts';
import { type SceneView, useView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly seen: Polled<Seen>;
  readonly outline: Outline | undefined;
  readonly scene: SceneView | undefined;
  /** `3 / 5`, of the scenes. */
  readonly count: string | undefined;
  readonly going: Going;
  readonly children?: ReactNode;
}

/** The name, the scene, the day, how old the figures are, and that the city is invented when it is. */
export function WallHeader({ seen, outline, scene, count, going, children }: Props) {
  const say = useSay();
  const { kiosk } = useView();
  const simulated = seen.answer?.board.items.some((each) => each.simulated);
  const title = scene ? say(scene.title) : '';
  useEffect(() => {
    document.title = [title, say(words.name)].filter(Boolean).join(' · ');
  }, [say, title]);
  return (
    <header className="wall-header">
      <Mark size={44} />
      <h1>{say(words.name)}</h1>
      {outline && <span className="city-name">{say(outline.name)}</span>}
      {kiosk && scene && (
        <span className="scene-name">
          {title} <span className="small-head">{count}</span>
        </span>
      )}
      {children}
      <span className="spacer" />
      <Today />
      <AsOf seen={seen} />
      {simulated && (
        <span className="simulated" title={say(words.simulatedCityHint)}>
          {say(words.simulatedCity)}
        </span>
      )}
      {!kiosk && <Controls going={going} />}
    </header>
  );
}

/** How old what stands here is, and whether the platform tells of changes or is asked. */
function AsOf({ seen: { answer, lostSince } }: Pick<Props, 'seen'>) {
  const say = useSay();
  const { at } = useContext(HeartContext);
  const { past } = useView();
  if (!answer) return <span className="as-of">{say(words.waiting)}</span>;
  if (past) return <span className="as-of lost">{instantOf(new Date(past), false)}</span>;
  const known = answer.board.at;
  // A beat of the same state says that the figures still stand.
  const shown = at !== undefined && at > known && !lostSince ? at : known;
  return (
    <span className={lostSince ? 'as-of lost' : 'as-of'}>
      <span className={`pulse ${at === undefined ? 'asked' : ''}`} aria-hidden="true" />
      {say(words.asOf, { time: instantOf(new Date(shown)).slice(11) })}{' '}
      <span className="small-head">{say(at === undefined ? words.asking : words.live)}</span>
    </span>
  );
}

function Controls({ going }: Pick<Props, 'going'>) {
  const say = useSay();
  const { language, speak } = useLanguage();
  const { reader, signedIn } = useView();
  return (
    <>
      <LookBack going={going} />
      <a href="/console/">{signedIn && reader ? reader.name : say(words.signIn)}</a>
      <button
        type="button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
      >
        {say(words.otherLanguage)}
      </button>
    </>
  );
}

/** The day of the city's calendar, also after midnight. */
function Today() {
  const { language } = useLanguage();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const shown = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  }).format(now);
  return <time dateTime={dateOf(now)}>{shown}</time>;
}
