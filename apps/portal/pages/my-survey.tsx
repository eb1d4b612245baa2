import { useState } from 'react';
import { ErrorSummary, ProblemNote, useSay } from '#ui';
import { call, CallProblem } from '#kernel/call';
import type { Result } from '#kernel/operation';
import { operations } from '#platform/base/feedback/contract';
import type { Answers, Question } from '#platform/base/forms/contract';
import type { PageProps } from '../pages.ts';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { QuestionControl, questionId } from '../pieces/question.tsx';
import { useAsked } from '../state/asked.ts';

const texts = {
  title: { zh: '填写问卷', en: 'Answer a survey' },
  anonymous: {
    zh: '匿名调查：只记您已参加，答卷里没有您的姓名和时间，结束后打乱次序，单份不能查看。',
    en: 'Anonymous: it is kept that you took part; your answers carry neither name nor time, are shuffled when it closes, and are shown to nobody alone.',
  },
  named: {
    zh: '实名调查：办调查的单位能看到您的姓名和回答，每次查看都记入账本。',
    en: 'With your name: the office sees your name and answers; each look is noted in the ledger.',
  },
  optional: { zh: '（可不填）', en: '(need not be answered)' },
  send: { zh: '提交问卷', en: 'Send' },
  once: { zh: '提交后不能更改。', en: 'It cannot be changed once sent.' },
  done: {
    zh: '已收到，谢谢。结束后可以看结果。',
    en: 'Received, thank you. The results come when it closes.',
  },
  answered: { zh: '您已经交过这份问卷。', en: 'You have answered this survey.' },
  over: { zh: '调查已经结束。', en: 'The survey is closed.' },
  results: { zh: '看结果', en: 'See the results' },
  all: { zh: '我的调查', en: 'My surveys' },
};

type Opened = Result<typeof operations.mySurvey>;

const faultsOf = (problem: unknown) => (problem instanceof CallProblem ? (problem.body.errors ?? []) : []);

function One({
  question,
  value,
  onChange,
  onSending,
}: {
  readonly question: Question;
  readonly value: Answers[string] | undefined;
  readonly onChange: (value: Answers[string]) => void;
  readonly onSending: (change: 1 | -1) => void;
}) {
  const say = useSay();
  return (
    <fieldset className="plain-fieldset">
      <legend>
        <label htmlFor={questionId(question.name)}>
          <strong>{say(question.label)}</strong> {!question.required && say(texts.optional)}
        </label>
      </legend>
      {question.hint && <p className="quiet">{say(question.hint)}</p>}
      <QuestionControl question={question} value={value} onChange={onChange} onSending={onSending} />
    </fieldset>
  );
}

function Questions({ survey, onDone }: { readonly survey: Opened; readonly onDone: () => void }) {
  const say = useSay();
  const [answers, setAnswers] = useState<Answers>({});
  const [sending, setSending] = useState(0);
  const [problem, setProblem] = useState<unknown>();
  const send = () =>
    call('feedback', operations.answerSurvey, { params: { id: survey.id }, body: { answers } }).then(
      onDone,
      setProblem,
    );
  const faults = faultsOf(problem);
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(undefined);
        void send();
      }}
    >
      <ErrorSummary
        errors={faults.map(({ path, detail }) => ({
          field: questionId(path.replace('answers.', '')),
          message: say(detail),
        }))}
      />
      {problem !== undefined && faults.length === 0 && <ProblemNote problem={problem} />}
      {survey.definition.sections.map(({ title, questions }) => (
        <section key={title.zh}>
          <h3>{say(title)}</h3>
          {questions.map((question) => (
            <One
              key={question.name}
              question={question}
              value={answers[question.name]}
              onChange={(value) => setAnswers((before) => ({ ...before, [question.name]: value }))}
              onSending={(change) => setSending((before) => before + change)}
            />
          ))}
        </section>
      ))}
      <p className="quiet">{say(texts.once)}</p>
      <div>
        <button type="submit" className="button primary" disabled={sending > 0}>
          {say(texts.send)}
        </button>
      </div>
    </form>
  );
}

function Survey({ survey }: { readonly survey: Opened }) {
  const say = useSay();
  const [done, setDone] = useState(false);
  const closed = survey.state === 'closed';
  return (
    <>
      <h2>{say(survey.title)}</h2>
      <p>{say(survey.lead)}</p>
      <p className="aside">{say(survey.anonymous ? texts.anonymous : texts.named)}</p>
      <div role="status">
        {done && <p>{say(texts.done)}</p>}
        {!done && survey.answered && <p>{say(texts.answered)}</p>}
        {closed && (
          <p>
            {say(texts.over)} <a href={`/surveys/${survey.id}`}>{say(texts.results)}</a>
          </p>
        )}
      </div>
      {!done && !survey.answered && !closed && <Questions survey={survey} onDone={() => setDone(true)} />}
      <p className="line-links">
        <a href="/my/surveys">{say(texts.all)}</a>
      </p>
    </>
  );
}

function Loaded({ id }: { readonly id: string }) {
  const asked = useAsked('feedback', operations.mySurvey, { params: { id } });
  return <Answer of={asked}>{(survey) => <Survey survey={survey} />}</Answer>;
}

/** The questions of a survey that the reader was drawn for, on one page. */
export function MySurveyPage({ values }: PageProps) {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} />
      <OwnPage>{() => <Loaded id={values['id'] ?? ''} />}</OwnPage>
    </div>
  );
}
