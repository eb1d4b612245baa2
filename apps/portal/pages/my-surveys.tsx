import { SimulatedTag, Tag, useSay } from '#ui';
import { operations, type MySurvey } from '#platform/base/feedback/contract';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';

const texts = {
  title: { zh: '邀请我参加的调查', en: 'Surveys that I was drawn for' },
  lead: {
    zh: '您是按种子抽中的，参加与否由您决定。匿名调查的答卷与您不可关联。',
    en: 'You were drawn by chance; whether you answer is yours to decide. An anonymous answer cannot be tied to you.',
  },
  none: { zh: '现在没有邀请您参加的调查。', en: 'You are not drawn for a survey now.' },
  until: { zh: '{owner} · 截止 {day}', en: '{owner} · until {day}' },
  anonymous: { zh: '匿名', en: 'anonymous' },
  named: { zh: '实名', en: 'with your name' },
  answer: { zh: '去填写', en: 'Answer it' },
  answered: { zh: '您已经交过', en: 'You have answered' },
  over: { zh: '已结束', en: 'Closed' },
  results: { zh: '看结果', en: 'See the results' },
};

function Line({ survey }: { readonly survey: MySurvey }) {
  const say = useSay();
  const { id, title, ownerName, closesOn, anonymous, state, answered, simulated } = survey;
  return (
    <li>
      <p className="line-title">
        {say(title)} <Tag>{say(anonymous ? texts.anonymous : texts.named)}</Tag>{' '}
        {simulated && <SimulatedTag />}
      </p>
      <p className="quiet">{say(texts.until, { owner: ownerName ? say(ownerName) : '', day: closesOn })}</p>
      {answered && <p>{say(texts.answered)}</p>}
      {state === 'closed' && (
        <p>
          {say(texts.over)} · <a href={`/surveys/${id}`}>{say(texts.results)}</a>
        </p>
      )}
      {state === 'open' && !answered && (
        <a className="button" href={`/my/surveys/${id}`}>
          {say(texts.answer)}
          <span className="visually-hidden"> {say(title)}</span>
        </a>
      )}
    </li>
  );
}

function Mine() {
  const say = useSay();
  const asked = useAsked('feedback', operations.mySurveys, {});
  return (
    <Answer of={asked}>
      {({ items }) => (
        <>
          {items.length === 0 && <p className="quiet">{say(texts.none)}</p>}
          <ul className="lines">
            {items.map((survey) => (
              <Line key={survey.id} survey={survey} />
            ))}
          </ul>
        </>
      )}
    </Answer>
  );
}

/** Surveys that the reader was drawn for. */
export function MySurveysPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}
