import { useEffect, useMemo } from 'react';
import { instantOf, Mark, number, useLanguage, useSay } from '#ui';
import type { Indicator } from '#platform/sense/indicators/contract';
import { askBoard, type Seen } from '../asking.ts';
import { Figure } from '../figure.tsx';
import { figureOf } from '../figures.ts';
import { FigureLink } from '../figure-link.tsx';
import { PastBanner } from '../past.tsx';
import { Spark } from '../spark.tsx';
import type { Going } from '../use-place.ts';
import { type Polled, usePolled } from '../use-polled.ts';
import { useView } from '../view.ts';
import { words } from '../words.ts';
import { biggestMoves } from './changes.ts';
import { NeedsMe } from './needs-me.tsx';

interface Props {
  readonly seen: Polled<Seen>;
  /** The numbers of the city for its leaders. */
  readonly codes: readonly string[];
  readonly going: Going;
}

const mostMoves = 6;

/** The page for a leader, on a phone: five numbers, what changed, what needs me. */
export function Leader({ seen, codes, going }: Props) {
  const say = useSay();
  const board = seen.answer?.board;
  const { at } = going.place;
  useEffect(() => {
    document.title = say(words.name);
  }, [say]);
  return (
    <div className={seen.lostSince ? 'leader lost' : 'leader'}>
      <LeaderHeader seen={seen} going={going} />
      {at !== undefined && <PastBanner at={at} going={going} />}
      {seen.lostSince && (
        <p role="status" className="connection">
          {board
            ? say(words.lost, {
                since: instantOf(seen.lostSince).slice(11),
                asOf: instantOf(new Date(board.at)),
              })
            : say(words.neverReached)}
        </p>
      )}
      {board && (
        <main>
          <Numbers figures={codes.flatMap((code) => figureOf(board, code) ?? [])} />
          <Changes figures={board.items} at={at} />
          {at === undefined && <NeedsMe />}
        </main>
      )}
    </div>
  );
}

function LeaderHeader({ seen, going }: Pick<Props, 'seen' | 'going'>) {
  const say = useSay();
  const { language, speak } = useLanguage();
  const { reader } = useView();
  const board = seen.answer?.board;
  return (
    <header>
      <Mark size={30} />
      <h1>{say(words.name)}</h1>
      <span className="spacer" />
      <button
        type="button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
      >
        {say(words.otherLanguage)}
      </button>
      <p className="leader-line">
        <span className="as-of">
          {board ? say(words.asOf, { time: instantOf(new Date(board.at), false) }) : say(words.waiting)}
        </span>
        {board?.items.some(({ simulated }) => simulated) && (
          <span className="simulated" title={say(words.simulatedCityHint)}>
            {say(words.simulatedCity)}
          </span>
        )}
        <a href="/console/">{reader ? reader.name : say(words.signIn)}</a>
        <a href={going.addressOf({ view: 'wall' })}>{say(words.wallPage)}</a>
      </p>
    </header>
  );
}

function Numbers({ figures }: { readonly figures: readonly Indicator[] }) {
  const say = useSay();
  return (
    <section className="panel" aria-labelledby="five">
      <h2 id="five">{say(words.five)}</h2>
      {figures.length === 0 && <p className="none">{say(words.forSignedIn)}</p>}
      <ul className="numbers">
        {figures.map((figure) => (
          <li key={figure.code}>
            <Figure figure={figure} size="great" />
            <Spark figure={figure} />
            {figure.stale && (
              <p className="stale-note">
                {say(words.stale, {
                  since: instantOf(new Date(figure.stale.since), false),
                  source: say(figure.stale.source),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const dayMs = 24 * 3_600_000;
const yesterdayEveryMs = 10 * 60_000;

/** What stood a day before the instant that is shown, as it moves on. */
const askDayBefore = (at: string | undefined) => (signal: AbortSignal) => {
  const instant = at === undefined ? Date.now() : Date.parse(at);
  return askBoard(new Date(instant - dayMs).toISOString())(signal);
};

interface ChangesProps {
  readonly figures: readonly Indicator[];
  readonly at: string | undefined;
}

function Changes({ figures, at }: ChangesProps) {
  const say = useSay();
  const { language } = useLanguage();
  const ask = useMemo(() => askDayBefore(at), [at]);
  const yesterday = usePolled(ask, yesterdayEveryMs, false).answer;
  const moves = biggestMoves(figures, mostMoves, yesterday?.board);
  const show = (value: number) => number(value, language, 1);
  return (
    <section className="panel" aria-labelledby="changed">
      <h2 id="changed">{say(words.changed)}</h2>
      {moves.length === 0 ? (
        <p className="none">{say(words.nothingChanged)}</p>
      ) : (
        <>
          <p className="small-head">{say(words.changedNote)}</p>
          <ul className="moves">
            {moves.map(({ figure, before, now, day }) => (
              <li key={figure.code}>
                <FigureLink figure={figure}>
                  <span className="move-name">{say(figure.title)}</span>
                </FigureLink>
                <span className="move">
                  <span aria-hidden="true">{now > before ? '▲' : '▼'}</span>{' '}
                  {say(words.fromTo, { before: show(before), now: show(now) })} {say(figure.unit)}
                </span>
                <span className="small-head">
                  {day === undefined
                    ? say(words.sinceYesterdayHour)
                    : say(words.sinceDay, { day: day.slice(5) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
