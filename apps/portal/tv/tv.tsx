import { useEffect, useRef, useState } from 'react';
import { Markdown, PageTitle, useLanguage, useSay } from '#ui';
import { operations, type ArticleLine } from '#platform/base/publishing/contract';
import { Answer } from '../pieces/answer.tsx';
import { useAsked } from '../state/asked.ts';
import { articleCategories } from '../state/words.ts';
import { placeAfter, pressOf, type Place } from './keys.ts';
import './tv.css';

const texts = {
  title: { zh: '余姚电视版', en: 'Yuyao on television' },
  keys: {
    zh: '上下选择 · 左右换栏目 · 确定打开 · 返回',
    en: 'Up, down: choose · Left, right: section · OK: open · Back',
  },
  none: { zh: '这个栏目还没有内容', en: 'Nothing in this section yet' },
  sections: { zh: '栏目', en: 'Sections' },
};

type Category = keyof typeof articleCategories;
const sections = Object.keys(articleCategories) as Category[];
const minute = 60_000;

function Open({ id }: { readonly id: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const asked = useAsked('publishing', operations.article, { params: { id } }, { keepMs: minute });
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <article ref={box} className="tv-article" tabIndex={-1}>
      <Answer of={asked}>
        {({ title, body, organisationName, issuedOn }) => (
          <>
            <h2 className="tv-title">{say(title)}</h2>
            <p className="tv-quiet">
              {organisationName && say(organisationName)} · {issuedOn}
            </p>
            <Markdown className="article-words" source={body[language] || body.zh} />
          </>
        )}
      </Answer>
    </article>
  );
}

/** The focus follows the place, so that what is chosen is also what is read out and clicked. */
function List({
  items,
  line,
  onOpen,
}: {
  items: readonly ArticleLine[];
  line: number;
  onOpen: (at: number) => void;
}) {
  const say = useSay();
  const chosen = useRef<HTMLButtonElement>(null);
  useEffect(() => chosen.current?.focus(), [line, items]);
  if (items.length === 0) return <p className="tv-quiet">{say(texts.none)}</p>;
  return (
    <ul className="tv-list">
      {items.map(({ id, title, issuedOn }, at) => (
        <li key={id}>
          <button ref={at === line ? chosen : undefined} type="button" onClick={() => onOpen(at)}>
            <span>{say(title)}</span> <span className="tv-quiet">{issuedOn}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Moves the place by the keys of a remote control; an open article is scrolled by the arrows, as the browser does. */
function useRemote(sizes: readonly number[]): [Place, (place: Place) => void] {
  const [place, setPlace] = useState<Place>({ section: 0, line: 0, open: false });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const press = pressOf(event.key);
      if (!press) return;
      if (!place.open || press === 'back') event.preventDefault();
      setPlace(placeAfter(place, press, sizes));
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
  return [place, setPlace];
}

function Screen({ items }: { readonly items: readonly ArticleLine[] }) {
  const say = useSay();
  const of = sections.map((section) => items.filter(({ category }) => category === section));
  const [place, setPlace] = useRemote(of.map(({ length }) => length));
  const { section, line, open } = place;
  const here = of[section] ?? [];
  const chosen = here[line];
  if (open && chosen) return <Open id={chosen.id} />;
  return (
    <>
      <nav className="tv-sections" aria-label={say(texts.sections)}>
        {sections.map((each, at) => (
          <span key={each} aria-current={at === section ? 'true' : undefined}>
            {say(articleCategories[each])}
          </span>
        ))}
      </nav>
      <List items={here} line={line} onOpen={(at) => setPlace({ section, line: at, open: true })} />
    </>
  );
}

/** What the city says, on a television: 16:9, large, by arrows, Enter and Back alone. */
export function TvPage() {
  const say = useSay();
  const asked = useAsked(
    'publishing',
    operations.published,
    { query: { channel: 'tv', limit: 100 } },
    { keepMs: minute },
  );
  return (
    <main id="content" className="tv">
      <PageTitle title={say(texts.title)} />
      <header className="tv-head">
        <h1 className="tv-name">{say(texts.title)}</h1>
        <span className="tv-quiet">{say(texts.keys)}</span>
      </header>
      <div className="tv-body">
        <Answer of={asked}>{({ items }) => <Screen items={items} />}</Answer>
      </div>
    </main>
  );
}
