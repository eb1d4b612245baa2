import { useEffect, useState } from 'react';
import { dateOf, instantOf, Mark, useLanguage, useSay } from '#ui';
import type { Outline } from '#platform/sense/indicators/contract';
import type { Seen } from './asking.ts';
import type { Polled } from './use-polled.ts';
import { useView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly seen: Polled<Seen>;
  readonly outline: Outline | undefined;
}

/** The name, the day, how old the figures are, and that the city is invented when it is. */
export function WallHeader({ seen, outline }: Props) {
  const say = useSay();
  const { language, speak } = useLanguage();
  const { reader, signedIn } = useView();
  const board = seen.answer?.board;
  const simulated = board?.items.some((each) => each.simulated);
  useEffect(() => {
    document.title = say(words.name);
  }, [say]);
  return (
    <header className="wall-header">
      <Mark size={44} />
      <h1>{say(words.name)}</h1>
      {outline && <span className="city-name">{say(outline.name)}</span>}
      <span className="spacer" />
      <Today />
      <span className={seen.lostSince ? 'as-of lost' : 'as-of'}>
        {board ? say(words.asOf, { time: instantOf(new Date(board.at)).slice(11) }) : say(words.waiting)}
      </span>
      {simulated && (
        <span className="simulated" title={say(words.simulatedCityHint)}>
          {say(words.simulatedCity)}
        </span>
      )}
      <a href="/console/">{signedIn && reader ? reader.name : say(words.signIn)}</a>
      <button
        type="button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
      >
        {say(words.otherLanguage)}
      </button>
    </header>
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
    dateStyle: 'full',
  }).format(now);
  return <time dateTime={dateOf(now)}>{shown}</time>;
}
