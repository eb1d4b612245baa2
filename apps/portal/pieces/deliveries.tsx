import { Time, useSay } from '#ui';
import { usePublished } from '../state/catalogue.ts';
import { Answer } from './answer.tsx';

const texts = {
  title: { zh: '新到的数据', en: 'Data that just came in' },
  none: { zh: '还没有部门交来数据。', en: 'No department has handed in data yet.' },
};

/** Which resources came in last, from whom. */
export function Deliveries() {
  const say = useSay();
  const published = usePublished();
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">{say(texts.title)}</h2>
      <Answer of={published} lines={3}>
        {({ items }) => {
          const delivered = items
            .filter(({ deliveredAt }) => deliveredAt !== null)
            .toSorted(
              (one, other) => Date.parse(other.deliveredAt ?? '') - Date.parse(one.deliveredAt ?? ''),
            );
          if (delivered.length === 0) return <p className="quiet">{say(texts.none)}</p>;
          return (
            <ul className="lines">
              {delivered.slice(0, 4).map(({ code, title, provider, deliveredAt }) => (
                <li key={code} className="line-apart">
                  <span>
                    <a href={`/catalogue/${encodeURIComponent(code)}`}>{say(title)}</a>
                    <span className="line-note">{say(provider.name)}</span>
                  </span>
                  <span className="quiet">
                    <Time at={deliveredAt ?? ''} as="near" />
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </section>
  );
}
