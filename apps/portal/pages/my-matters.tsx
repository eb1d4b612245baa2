import { SimulatedTag, Tag, Time, useSay } from '#ui';
import { operations } from '#platform/matter/workflow/contract';
import { Acting } from '../pieces/acting.tsx';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '我办的事', en: 'My matters' },
  lead: {
    zh: '您向城市申请的每件事走到哪一步，都在这里。',
    en: 'Where each thing is that you asked of the city.',
  },
  none: { zh: '您还没有在办的事。', en: 'You have asked for nothing yet.' },
  forms: { zh: '看可以办的事', en: 'See what can be asked for' },
  mine: { zh: '等您办', en: 'waits for you' },
  steps: { zh: '办理过程', en: 'Steps' },
  on: { zh: '查看并继续', en: 'See it and go on' },
};

function Mine() {
  const say = useSay();
  const { asked, again } = useFresh('workflow', operations.mine, {});
  return (
    <>
      <Acting changed={again} />
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="invitation">
              <h2>{say(texts.none)}</h2>
              <a className="button" href="/forms">
                {say(texts.forms)}
              </a>
            </div>
          ) : (
            <ul className="lines">
              {items.map((item) => (
                <li key={`${item.process}/${item.id}`}>
                  <h2 className="line-title">
                    {say(item.title)} <Tag>{say(item.stateTitle)}</Tag>{' '}
                    {item.waitsForMe && <Tag tone="seal">{say(texts.mine)}</Tag>}{' '}
                    {item.simulated && <SimulatedTag />}
                  </h2>
                  <p className="quiet">
                    {say(item.kind)} · {item.label} · <Time at={item.since} as="near" />
                  </p>
                  <details open={item.waitsForMe}>
                    <summary>{say(texts.steps)}</summary>
                    <ol>
                      {item.steps.map(({ state, title, why, at }) => (
                        <li key={at + state}>
                          <Time at={at} as="near" /> · {say(title)}
                          {why && `：${why}`}
                        </li>
                      ))}
                    </ol>
                  </details>
                  <p className="line-links">
                    <a href={item.page} aria-label={`${say(texts.on)}：${say(item.title)} ${item.label}`}>
                      {say(texts.on)}
                    </a>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  );
}

/** Everything that the reader asked of the city, whichever organ deals with it. */
export function MyMattersPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}
