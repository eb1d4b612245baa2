import { SimulatedTag, useSay } from '#ui';
import { operations } from '#domains/resources/open-data/contract';
import { useAsked } from '../state/asked.ts';
import { Answer } from './answer.tsx';

const texts = {
  title: { zh: '有条件开放：按申请提供', en: 'Open on request' },
};

/** What is open on request, below what is open to everybody. */
export function OnRequestList() {
  const say = useSay();
  const asked = useAsked('open-data', operations.onRequest, {});
  return (
    <Answer of={asked} lines={2}>
      {({ items }) =>
        items.length === 0 ? null : (
          <section id="on-request" aria-labelledby="on-request-title">
            <h2 id="on-request-title">{say(texts.title)}</h2>
            <ul className="lines">
              {items.map((each) => (
                <li key={each.code}>
                  <h3 className="line-title">
                    <a href={`/open-data/on-request/${encodeURIComponent(each.code)}`}>{say(each.title)}</a>{' '}
                    {each.simulated && <SimulatedTag />}
                  </h3>
                  <p className="quiet">{say(each.provider.name)}</p>
                  <p>{say(each.abstract)}</p>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Answer>
  );
}
