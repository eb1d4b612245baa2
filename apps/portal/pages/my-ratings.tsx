import { useId, useState } from 'react';
import { ProblemNote, SimulatedTag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations, type Rating } from '#platform/base/feedback/contract';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '我的评价', en: 'My ratings' },
  lead: {
    zh: '办过的事请评一评。评为不满意的，单位须在 5 个工作日内答复；单位看不到您是谁。',
    en: 'Say how it was. A bad grade is answered within 5 working days; the office is not told who you are.',
  },
  none: { zh: '还没有可以评价的事。', en: 'There is nothing to rate yet.' },
  grade: { zh: '您对这次服务', en: 'With this service you are' },
  again: { zh: '看了答复，您现在', en: 'After the answer you are' },
  reasons: { zh: '原因（不满意时请选）', en: 'Why (when dissatisfied)' },
  words: { zh: '想说的话（可不填）', en: 'In your words (optional)' },
  send: { zh: '提交评价', en: 'Send' },
  said: { zh: '您的评价：{grade}', en: 'Your grade: {grade}' },
  second: { zh: '再次评价：{grade}', en: 'Second grade: {grade}' },
  answer: { zh: '单位答复', en: 'Answer' },
};
const grades = [
  [5, { zh: '非常满意', en: 'very satisfied' }],
  [4, { zh: '满意', en: 'satisfied' }],
  [3, { zh: '基本满意', en: 'fairly satisfied' }],
  [2, { zh: '不满意', en: 'dissatisfied' }],
  [1, { zh: '非常不满意', en: 'very dissatisfied' }],
] as const;
const reasons = [
  ['slow', { zh: '等得太久', en: 'it took too long' }],
  ['unclear', { zh: '没说清楚', en: 'it was not explained' }],
  ['papers', { zh: '材料太多或重复', en: 'too many papers' }],
  ['manner', { zh: '态度', en: 'manner' }],
  ['place', { zh: '场所设施', en: 'the place' }],
  ['outcome', { zh: '结果', en: 'the outcome' }],
] as const;
const wordsOf = (grade: number) => grades.find(([each]) => each === grade)?.[1] ?? { zh: '—', en: '—' };

function Grades({ legend }: { readonly legend: string }) {
  const say = useSay();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {grades.map(([value, title]) => (
        <label key={value} className="check">
          <input type="radio" name="grade" value={value} required /> <span>{say(title)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Why() {
  const say = useSay();
  const id = useId();
  return (
    <>
      <fieldset>
        <legend>{say(texts.reasons)}</legend>
        {reasons.map(([value, title]) => (
          <label key={value} className="check">
            <input type="checkbox" name="reasons" value={value} /> <span>{say(title)}</span>
          </label>
        ))}
      </fieldset>
      <label htmlFor={id}>{say(texts.words)}</label>
      <textarea id={id} className="input" name="words" rows={3} maxLength={1000} />
    </>
  );
}

interface LineProps {
  readonly rating: Rating;
  readonly again: () => void;
}

function GradeForm({ rating, again, second }: LineProps & { readonly second: boolean }) {
  const say = useSay();
  const [problem, setProblem] = useState<unknown>(undefined);
  const send = (form: FormData) => {
    const params = { id: rating.id };
    const grade = Number(form.get('grade'));
    const words = String(form.get('words') ?? '').trim() || null;
    const why = form.getAll('reasons').map(String) as (typeof reasons)[number][0][];
    const sent = second
      ? call('feedback', operations.again, { params, body: { grade } })
      : call('feedback', operations.rate, { params, body: { grade, reasons: why, words } });
    setProblem(undefined);
    sent.then(again, setProblem);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget));
      }}
    >
      <Grades legend={say(second ? texts.again : texts.grade)} />
      {!second && <Why />}
      <div>
        <button type="submit" className="button primary">
          {say(texts.send)}
        </button>
      </div>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

function Line({ rating, again }: LineProps) {
  const say = useSay();
  const { title, organisationName, organisation, askedAt, grade, answer, secondGrade, simulated } = rating;
  return (
    <li>
      <p className="line-title">
        {say(title)} {simulated && <SimulatedTag />}
      </p>
      <p className="quiet">
        {organisationName ? say(organisationName) : organisation} · <Time at={askedAt} as="near" />
      </p>
      {grade !== null && <p>{say(texts.said, { grade: say(wordsOf(grade)) })}</p>}
      {answer !== null && (
        <p>
          <strong>{say(texts.answer)}</strong> {answer}
        </p>
      )}
      {secondGrade !== null && <p>{say(texts.second, { grade: say(wordsOf(secondGrade)) })}</p>}
      {grade === null && <GradeForm rating={rating} again={again} second={false} />}
      {answer !== null && secondGrade === null && <GradeForm rating={rating} again={again} second />}
    </li>
  );
}

function Mine() {
  const say = useSay();
  const { asked, again } = useFresh('feedback', operations.mine, {});
  return (
    <Answer of={asked}>
      {({ items }) => (
        <>
          {items.length === 0 && <p className="quiet">{say(texts.none)}</p>}
          <ul className="lines">
            {items.map((rating) => (
              <Line key={rating.id} rating={rating} again={again} />
            ))}
          </ul>
        </>
      )}
    </Answer>
  );
}

/** What the reader may rate, and what came of it. */
export function MyRatingsPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}
