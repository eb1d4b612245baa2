import { SimulatedTag, Time, useSay } from '#ui';
import { operations } from '#platform/data/registers/contract';
import { Answer } from '../pieces/answer.tsx';
import { MyValue } from '../pieces/my-value.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import { resourceTitle, usePublished } from '../state/catalogue.ts';

const texts = {
  title: { zh: '城市记录的我', en: 'What the city has on me' },
  lead: {
    zh: '这是人口基础库里关于您的全部内容。每一项都写明由哪个单位的哪份数据而来、什么时候。',
    en: 'All that the population base holds about you. Each value says which office and which data it came from, and when.',
  },
  none: {
    zh: '城市的人口基础库里没有您的记录。',
    en: 'The population base of the city holds nothing about you.',
  },
  noneHint: {
    zh: '可能还没有部门交来包含您的数据，或者您的账户还没有与记录对应。',
    en: 'No department may have handed in data that includes you, or your account is not tied to a record yet.',
  },
  rows: { zh: '这些数据里有关于您的记录', en: 'Data that holds a row about you' },
  looked: {
    zh: '您这次查看也已记入账本，见',
    en: 'That you looked just now is in the ledger as well; see',
  },
  looks: { zh: '谁看过我的数据', en: 'who looked at my data' },
  wrong: { zh: '有不对的？', en: 'Something wrong?' },
  forms: { zh: '在线填表', en: 'forms to fill in' },
  wrongHint: {
    zh: '请向写在那一项后面的单位提出，由它更正源头的数据，这里会随之改变。也可以在网上填表提出：',
    en: 'Tell the office named beside the value; it mends its own data and this page follows. Or ask online, with a form:',
  },
};

function Mine() {
  const say = useSay();
  const me = useAsked('registers', operations.me, {});
  const published = usePublished();
  const entries = published.state === 'here' ? published.value.items : [];
  return (
    <Answer of={me} lines={9}>
      {({ person }) =>
        person === null ? (
          <div className="invitation">
            <h2>{say(texts.none)}</h2>
            <p>{say(texts.noneHint)}</p>
          </div>
        ) : (
          <>
            {person.simulated && (
              <p>
                <SimulatedTag />
              </p>
            )}
            <dl className="fact-list">
              {person.values.map((value) => (
                <MyValue key={value.attribute} value={value} subject={person.subject} entries={entries} />
              ))}
            </dl>
            <h2>{say(texts.rows)}</h2>
            <ul className="plain-list">
              {person.rows.map(({ dataset, at }) => (
                <li key={`${dataset} ${at}`}>
                  <a className="underlined" href={`/catalogue/${encodeURIComponent(dataset)}`}>
                    {say(resourceTitle(dataset, entries))}
                  </a>{' '}
                  <span className="quiet">
                    <Time at={at} as="date" />
                  </span>
                </li>
              ))}
            </ul>
            <p>
              {say(texts.looked)} <a href="/my/looks">{say(texts.looks)}</a>
            </p>
            <section className="aside" aria-labelledby="wrong">
              <h2 id="wrong">{say(texts.wrong)}</h2>
              <p>
                {say(texts.wrongHint)} <a href="/forms">{say(texts.forms)}</a>
              </p>
            </section>
          </>
        )
      }
    </Answer>
  );
}

export function MyDataPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}
