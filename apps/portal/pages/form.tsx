import { useEffect, useState } from 'react';
import { ErrorSummary, ProblemNote, Skeleton, useSay } from '#ui';
import { addressOf, call } from '#kernel/call';
import {
  operations,
  type Answers,
  type Form,
  type MyAnswer,
  type Sitting,
} from '#platform/base/forms/contract';
import type { PageProps } from '../pages.ts';
import { Acting } from '../pieces/acting.tsx';
import { CheckAnswers } from '../pieces/check-answers.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { QuestionControl, questionId } from '../pieces/question.tsx';

const texts = {
  step: { zh: '第 {at} 步，共 {count} 步', en: 'Step {at} of {count}' },
  next: { zh: '保存并继续', en: 'Save and go on' },
  back: { zh: '上一步', en: 'Back' },
  optional: { zh: '（可不填）', en: '(need not be answered)' },
  prefill: { zh: '用城市已有的数据填写', en: 'Fill in what the city knows' },
  prefillHint: {
    zh: '点一下即表示同意这张表单向基础库查询您本人（或您代办的企业）的登记信息，查询会记入账本。',
    en: 'By this you agree that this form asks the registers about yourself, or the company you act for. The look is noted in the ledger.',
  },
  from: { zh: '{question}来自{source}，请核对', en: '{question}: from {source}; please check' },
  received: { zh: '已收到', en: 'Received' },
  receipt: {
    zh: '回执号：{receipt}。请记下，查询时会用到。',
    en: 'Receipt: {receipt}. Keep it; you will be asked for it.',
  },
  all: { zh: '我填过的表单', en: 'What I filled in' },
};

type Begun = Sitting & { readonly form: Form };

/** Fills in what registers know, once the person agreed; says of each value where it comes from. */
function Prefill({
  begun,
  onFilled,
}: {
  readonly begun: Begun;
  /** Resolves when they are kept. */
  readonly onFilled: (answers: Answers) => Promise<void>;
}) {
  const say = useSay();
  const [said, setSaid] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const questions = begun.form.definition.sections.flatMap((section) => section.questions);
  if (!questions.some(({ prefill }) => prefill)) return null;
  const ask = async () => {
    const { items } = await call('forms', operations.prefill, {
      params: { id: begun.answer.id },
      body: { consent: true },
    });
    const labelOf = (name: string) =>
      questions.find((each) => each.name === name)?.label ?? { zh: name, en: name };
    const found = Object.fromEntries(items.map(({ question, value }) => [question, value]));
    // Only then is it said: whoever went on before would save over what has changed meanwhile.
    await onFilled({ ...found, ...begun.answer.answers });
    setSaid(
      items.map(({ question, source }) =>
        say(texts.from, { question: say(labelOf(question)), source: say(source) }),
      ),
    );
  };
  return (
    <section className="aside">
      <p>{say(texts.prefillHint)}</p>
      <button type="button" className="button second" onClick={() => void ask().catch(setProblem)}>
        {say(texts.prefill)}
      </button>
      <ul role="status">
        {said.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </section>
  );
}

const saveAnswers = ({ answer }: Begun, answers: Answers): Promise<Sitting> =>
  call('forms', operations.save, { params: { id: answer.id }, body: { revision: answer.revision, answers } });

const questionOf = ({ form }: Begun, name: string) =>
  form.definition.sections.flatMap(({ questions }) => questions).find((each) => each.name === name);

const savedFileOf =
  ({ answer: { id } }: Begun) =>
  (file: string): string =>
    addressOf('forms', operations.attachment, { params: { id, file } });

interface StepProps {
  readonly begun: Begun;
  readonly at: number;
  /** What is wrong with what was just answered. */
  readonly faults: Sitting['faults'];
  readonly onSaved: (sitting: Sitting, move: number, faults: Sitting['faults']) => void;
}

/** One question; going on saves it. */
function Step({ begun, at, faults, onSaved }: StepProps) {
  const say = useSay();
  const name = begun.asked[at] ?? '';
  const question = questionOf(begun, name);
  const [answers, setAnswers] = useState<Answers>(begun.answer.answers);
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(0);
  if (!question) return null;
  const save = async (move: number) => {
    const sitting = await saveAnswers(begun, answers);
    const own = move > 0 ? sitting.faults.filter((each) => each.question === name) : [];
    onSaved(sitting, own.length > 0 ? 0 : move, own);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(1).catch(setProblem);
      }}
    >
      <ErrorSummary
        errors={faults.map(({ detail }) => ({ field: questionId(name), message: say(detail) }))}
      />
      {problem !== undefined && <ProblemNote problem={problem} />}
      <p className="quiet">{say(texts.step, { at: at + 1, count: begun.asked.length })}</p>
      <fieldset className="plain-fieldset">
        <legend>
          <label htmlFor={questionId(name)}>
            <strong>{say(question.label)}</strong> {!question.required && say(texts.optional)}
          </label>
        </legend>
        {question.hint && <p className="quiet">{say(question.hint)}</p>}
        <QuestionControl
          question={question}
          value={answers[name]}
          onChange={(value) => setAnswers((before) => ({ ...before, [name]: value }))}
          onSending={(change) => setSending((before) => before + change)}
          savedFile={savedFileOf(begun)}
        />
      </fieldset>
      <p className="line-links">
        <button type="submit" className="button primary" disabled={sending > 0}>
          {say(texts.next)}
        </button>
        {at > 0 && (
          <button
            type="button"
            className="button"
            disabled={sending > 0}
            onClick={() => void save(-1).catch(setProblem)}
          >
            {say(texts.back)}
          </button>
        )}
      </p>
    </form>
  );
}

function Done({ answer }: { readonly answer: MyAnswer }) {
  const say = useSay();
  return (
    <div className="invitation" role="status">
      <h2>{say(texts.received)}</h2>
      <p>{say(texts.receipt, { receipt: answer.receipt ?? '' })}</p>
      <a className="button" href="/forms">
        {say(texts.all)}
      </a>
    </div>
  );
}

/** Questions that a person answers; what is computed is shown among the answers at the end. */
const answerable = (form: Form, asked: readonly string[]): string[] => {
  const computed = new Set(
    form.definition.sections.flatMap(({ questions }) =>
      questions.filter(({ kind }) => kind === 'computed').map(({ name }) => name),
    ),
  );
  return asked.filter((name) => !computed.has(name));
};

function Filling({ code }: { readonly code: string }) {
  const say = useSay();
  const [begun, setBegun] = useState<Begun>();
  const [problem, setProblem] = useState<unknown>();
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<MyAnswer>();
  const [wrong, setWrong] = useState<Sitting['faults']>([]);
  useEffect(() => {
    call('forms', operations.begin, { params: { code } }).then((found) => {
      const asked = answerable(found.form, found.asked);
      setBegun({ ...found, asked });
      // Gone on with where it was left: the first question without an answer.
      const open = asked.findIndex((name) => found.answer.answers[name] === undefined);
      setAt(open < 0 ? asked.length : open);
    }, setProblem);
  }, [code]);
  if (problem !== undefined) return <ProblemNote problem={problem} />;
  if (!begun) return <Skeleton lines={5} />;
  if (done) return <Done answer={done} />;
  const { form, asked } = begun;
  const filledIn = (answers: Answers) => {
    return saveAnswers(begun, answers).then(
      (sitting) => setBegun({ ...begun, ...sitting, asked: answerable(form, sitting.asked) }),
      setProblem,
    );
  };
  return (
    <>
      <PageHeading title={say(form.title)} lead={say(form.lead)} />
      {at === 0 && <Prefill begun={begun} onFilled={filledIn} />}
      {at < asked.length ? (
        <Step
          key={`${asked[at]} ${begun.answer.revision}`}
          begun={begun}
          at={at}
          faults={wrong}
          onSaved={(sitting, move, faults) => {
            setWrong(faults);
            setBegun({ ...begun, ...sitting, asked: answerable(form, sitting.asked) });
            setAt(at + move);
          }}
        />
      ) : (
        <CheckAnswers
          form={form}
          sitting={begun}
          onChange={(name) => setAt(Math.max(0, asked.indexOf(name)))}
          onDone={setDone}
        />
      )}
    </>
  );
}

/** Chosen anew for whom it is, it is another answer. */
function ForWhom({ code }: { readonly code: string }) {
  const [round, setRound] = useState(0);
  return (
    <>
      <Acting changed={() => setRound((before) => before + 1)} />
      <Filling key={round} code={code} />
    </>
  );
}

/** A form, one thing a page. */
export function FormPage({ values }: PageProps) {
  return (
    <div className="wrap page">
      <OwnPage>{() => <ForWhom code={values['code'] ?? ''} />}</OwnPage>
    </div>
  );
}
