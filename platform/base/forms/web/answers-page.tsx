import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { call } from '#kernel/call';
import {
  EmptyState,
  FieldList,
  PageHead,
  ProblemNote,
  Skeleton,
  Time,
  useCall,
  useLanguage,
  useSay,
} from '#ui';
import { operations, type Form, type MyAnswer } from '../contract.ts';
import { answerWords } from '../rules.ts';
import { texts } from './words.ts';

interface Opened {
  readonly form: Form;
  readonly answer: MyAnswer;
}

function OneAnswer({ form, answer }: Opened) {
  const say = useSay();
  const { language } = useLanguage();
  const questions = form.definition.sections.flatMap((section) => section.questions);
  const lines = questions
    .filter(({ name }) => answer.answers[name] !== undefined)
    .map((question) => ({
      name: question.name,
      label: say(question.label),
      value: answerWords(question, answer.answers[question.name], language),
    }));
  return <FieldList lines={lines} />;
}

/** Opened for a purpose, which goes into the ledger. */
function AnswerRow({
  id,
  receipt,
  submittedAt,
}: {
  readonly id: string;
  readonly receipt: string;
  readonly submittedAt: string;
}) {
  const say = useSay();
  const [opened, setOpened] = useState<Opened>();
  const [problem, setProblem] = useState<unknown>();
  const open = (purpose: string) => {
    call('forms', operations.answer, { params: { id } }, { purpose }).then(setOpened, setProblem);
  };
  return (
    <section className="sheet stack tight" aria-label={receipt}>
      <p>
        {say(texts.receipt)} <code>{receipt}</code> · <Time at={submittedAt} />
      </p>
      {opened ? <OneAnswer {...opened} /> : <Purpose id={id} onGiven={open} />}
      {problem !== undefined && <ProblemNote problem={problem} />}
    </section>
  );
}

function Purpose({ id, onGiven }: { readonly id: string; readonly onGiven: (purpose: string) => void }) {
  const say = useSay();
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const purpose = new FormData(event.currentTarget).get('purpose');
        if (typeof purpose === 'string' && purpose.trim() !== '') onGiven(purpose.trim());
      }}
    >
      <label className="field" htmlFor={`purpose-${id}`}>
        <span>{say(texts.purpose)}</span>
        <input id={`purpose-${id}`} className="input" name="purpose" required maxLength={200} />
      </label>
      <button type="submit" className="button small">
        {say(texts.open)}
      </button>
    </form>
  );
}

/** What came in to a form. */
export function AnswersPage() {
  const say = useSay();
  const { code = '' } = useParams();
  const answers = useCall('forms', operations.answers, { params: { code }, query: { limit: 100 } });
  return (
    <div className="stack">
      <PageHead
        title={say(texts.answers)}
        actions={
          <Link className="button" to="/forms/forms">
            {say(texts.back)}
          </Link>
        }
      />
      {answers.isError && <ProblemNote problem={answers.error} onRetry={() => void answers.refetch()} />}
      {answers.isPending && <Skeleton lines={4} />}
      {answers.data?.items.length === 0 && <EmptyState title={say(texts.noAnswers)} />}
      {answers.data?.items.map((each) => (
        <AnswerRow key={each.id} {...each} />
      ))}
    </div>
  );
}
