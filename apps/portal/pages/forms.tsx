import { Time, useSay } from '#ui';
import { operations } from '#platform/base/forms/contract';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import { useHere } from '../state/session.tsx';

const texts = {
  title: { zh: '填写表单', en: 'Fill in a form' },
  lead: {
    zh: '每次只问一件事，随填随存；中途离开，换台设备登录也能接着填。城市已经知道的，经您同意可以自动填入。',
    en: 'One thing at a time, saved as you go; leave and go on later, on another device too. What the city knows is filled in if you agree.',
  },
  none: { zh: '现在没有需要填写的表单。', en: 'There is no form to fill in now.' },
  mine: { zh: '我填过的', en: 'What I filled in' },
  nothing: { zh: '您还没有填过表单。', en: 'You have filled in none yet.' },
  draft: { zh: '草稿，接着填', en: 'Draft: go on' },
  submitted: { zh: '已提交', en: 'Handed in' },
  withdrawn: { zh: '已撤回', en: 'Taken back' },
  receipt: { zh: '回执号 {receipt}', en: 'Receipt {receipt}' },
};

function Mine() {
  const say = useSay();
  const mine = useAsked('forms', operations.mine, {});
  return (
    <section aria-labelledby="mine">
      <h2 id="mine">{say(texts.mine)}</h2>
      <Answer of={mine} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say(texts.nothing)}</p>
          ) : (
            <ul className="lines">
              {items.map(({ id, form, title, state, receipt, savedAt }) => (
                <li key={id}>
                  <strong>{say(title)}</strong>{' '}
                  {state === 'draft' ? (
                    <a className="underlined" href={`/forms/${form}`}>
                      {say(texts.draft)}
                    </a>
                  ) : (
                    say(texts[state])
                  )}{' '}
                  {receipt && <span>{say(texts.receipt, { receipt })}</span>}{' '}
                  <span className="quiet">
                    <Time at={savedAt} as="near" />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  );
}

/** What can be filled in, and what one filled in before. */
export function FormsPage() {
  const say = useSay();
  const { actor } = useHere();
  const forms = useAsked('forms', operations.published, {});
  const fills = actor !== null && actor !== 'unknown' && actor.permissions.includes('forms:fill');
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <Answer of={forms} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{say(texts.none)}</p>
          ) : (
            <ul className="lines">
              {items.map(({ code, title, lead }) => (
                <li key={code}>
                  <h2 className="line-title">
                    <a href={`/forms/${code}`}>{say(title)}</a>
                  </h2>
                  <p>{say(lead)}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {fills && <Mine />}
    </div>
  );
}
