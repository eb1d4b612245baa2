import { PageTitle, useSay } from '#ui';
import { Deliveries } from '../pieces/deliveries.tsx';
import { Mine } from '../pieces/mine.tsx';
import { SearchBox } from '../pieces/search-box.tsx';
import { places } from '../search/places.ts';
import { usePublished } from '../state/catalogue.ts';

const texts = {
  title: { zh: '余姚市民之家', en: 'Yuyao, for its people' },
  question: { zh: '您想办什么？', en: 'What do you want to do?' },
  lead: {
    zh: '城市有什么数据，记着您什么，谁看过，都能在这里查到来处。',
    en: 'What data the city has, what it has on you, and who looked: traced to its source.',
  },
  try: { zh: '可以搜：', en: 'You can search for:' },
  doors: { zh: '现在能做的', en: 'What you can do today' },
};

/** Words to begin with: titles of resources that are there, so that each of them finds something. */
function Suggestions() {
  const say = useSay();
  const published = usePublished();
  const entries = published.state === 'here' ? published.value.items : [];
  const titles = entries.filter(({ kind }) => kind === 'dataset').slice(0, 4);
  return (
    <p className="suggestions">
      {titles.length > 0 && <span>{say(texts.try)}</span>}
      {titles.map(({ code, title }) => (
        <a key={code} href={`/search?q=${encodeURIComponent(say(title))}`}>
          {say(title)}
        </a>
      ))}
    </p>
  );
}

/** One question, what can be done today, what is mine, what is new. */
export function HomePage() {
  const say = useSay();
  return (
    <>
      <PageTitle title={say(texts.title)} />
      <section className="hero">
        <div className="wrap">
          <h1>{say(texts.question)}</h1>
          <p className="hero-lead">{say(texts.lead)}</p>
          <SearchBox />
          <Suggestions />
        </div>
      </section>
      <section className="wrap" aria-label={say(texts.doors)}>
        <ul className="cards">
          {places.map(({ to, title, line }) => (
            <li key={to}>
              <a className="card" href={to}>
                <strong>{say(title)}</strong>
                <span>{say(line)}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <div className="wrap columns">
        <Mine />
        <Deliveries />
      </div>
    </>
  );
}
