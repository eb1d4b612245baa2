import { ProblemNote, Skeleton, useSay } from '#ui';
import { operations } from '#platform/base/ledger/contract';
import { useAsked } from '../state/asked.ts';
import { usePublished } from '../state/catalogue.ts';
import { ownPermission, useHere } from '../state/session.tsx';
import { Answer } from './answer.tsx';
import { Look } from './look.tsx';

const texts = {
  title: { zh: '我的', en: 'Mine' },
  invitation: {
    zh: '登录后，这里告诉您最近谁看过您的数据。',
    en: 'Once you are signed in, you are told here who looked at your data last.',
  },
  signIn: { zh: '登录', en: 'Sign in' },
  hello: { zh: '{name}，您好', en: 'Good day, {name}' },
  last: { zh: '最近谁用过您的数据', en: 'Who handled your data last' },
  nobody: { zh: '还没有人看过您的数据。', en: 'Nobody has looked at your data yet.' },
  onlyYou: { zh: '最近只有您本人看过。', en: 'Lately only you yourself have looked.' },
  all: { zh: '全部记录', en: 'All entries' },
  data: { zh: '城市记录的我', en: 'What the city has on me' },
  official: {
    zh: '您登录的是工作账户；工作请到工作台。',
    en: 'You are signed in with a work account; your work is in the console.',
  },
  console: { zh: '到工作台', en: 'To the console' },
};

/** The last three by others; that the reader looked is no news to them. */
function LastLooks() {
  const say = useSay();
  const mine = useAsked('ledger', operations.mine, { query: { limit: 50 } });
  const published = usePublished();
  if (published.state === 'waiting') return <Skeleton lines={3} />;
  const entries = published.state === 'here' ? published.value.items : [];
  return (
    <>
      <h3>{say(texts.last)}</h3>
      <Answer of={mine} lines={3}>
        {({ items }) => {
          const others = items.filter(({ who }) => !who.me).slice(0, 3);
          if (others.length === 0)
            return <p className="quiet">{say(items.length === 0 ? texts.nobody : texts.onlyYou)}</p>;
          return (
            <ul className="lines">
              {others.map((entry) => (
                <Look key={entry.sequence} entry={entry} entries={entries} short />
              ))}
            </ul>
          );
        }}
      </Answer>
      <p className="line-links">
        <a href="/my/looks">{say(texts.all)}</a>
        <a href="/my/data">{say(texts.data)}</a>
      </p>
    </>
  );
}

function Inside() {
  const say = useSay();
  const { actor, problem, again } = useHere();
  if (actor === 'unknown')
    return problem === undefined ? <Skeleton lines={3} /> : <ProblemNote problem={problem} onRetry={again} />;
  if (actor === null)
    return (
      <>
        <p>{say(texts.invitation)}</p>
        <a className="button second" href="/sign-in">
          {say(texts.signIn)}
        </a>
      </>
    );
  if (actor.permissions.includes(ownPermission)) return <LastLooks />;
  return (
    <p>
      {say(texts.official)} <a href="/console/">{say(texts.console)}</a>
    </p>
  );
}

/** The reader's own corner of the first page. */
export function Mine() {
  const say = useSay();
  const { actor } = useHere();
  const named = actor !== null && actor !== 'unknown';
  return (
    <section aria-labelledby="mine" className="mine">
      <h2 id="mine">{named ? say(texts.hello, { name: actor.name }) : say(texts.title)}</h2>
      <Inside />
    </section>
  );
}
