import { useId, useState } from 'react';
import { ProblemNote, Tag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import type { EntryAboutMe } from '#platform/base/ledger/contract';
import { operations, type Question } from '#platform/base/questions/contract';

const texts = {
  ask: { zh: '问：为什么？', en: 'Ask why' },
  label: { zh: '您想问这个单位什么', en: 'What you want to ask this office' },
  usual: {
    zh: '你们为什么查看我的数据？',
    en: 'Why did you look at my data?',
  },
  hint: {
    zh: '单位不会知道您是谁，请不要写姓名和号码。每条只能问一次。',
    en: 'The office is not told who you are; leave out your name and numbers. Each entry can be asked about once.',
  },
  send: { zh: '发出', en: 'Send' },
  cancel: { zh: '取消', en: 'Cancel' },
  asked: { zh: '您问：', en: 'You asked: ' },
  waiting: { zh: '单位须在此前答复', en: 'The office must answer by' },
  overdue: { zh: '逾期未答复，审计员已能看到', en: 'No answer in time; the auditor can see it' },
  answer: { zh: '答复：', en: 'Answer: ' },
};

/** What was asked, and the answer or by when it must come. */
function Asked({ question }: { readonly question: Question }) {
  const say = useSay();
  const { words, answer, dueAt, state } = question;
  return (
    <div className="look-asked">
      <p>
        {say(texts.asked)}
        {words}
      </p>
      {answer !== null && (
        <p>
          <strong>{say(texts.answer)}</strong>
          {answer}
        </p>
      )}
      {state === 'waiting' && (
        <p className="look-when">
          {say(texts.waiting)} <Time at={dueAt} as="exact" />
        </p>
      )}
      {state === 'overdue' && <Tag tone="seal">{say(texts.overdue)}</Tag>}
    </div>
  );
}

interface FormProps {
  readonly sequence: number;
  readonly onAsked: (question: Question) => void;
  readonly onCancel: () => void;
}

function AskForm({ sequence, onAsked, onCancel }: FormProps) {
  const say = useSay();
  const field = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const send = (words: string) => {
    setBusy(true);
    setProblem(undefined);
    call('questions', operations.ask, { body: { sequence, words } })
      .then(onAsked, setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <form
      className="ask-why"
      onSubmit={(event) => {
        event.preventDefault();
        send(String(new FormData(event.currentTarget).get('words') ?? ''));
      }}
    >
      <label htmlFor={field}>{say(texts.label)}</label>
      <span id={`${field}-hint`} className="line-note">
        {say(texts.hint)}
      </span>
      <textarea
        id={field}
        name="words"
        rows={3}
        required
        minLength={2}
        maxLength={1000}
        defaultValue={say(texts.usual)}
        aria-describedby={`${field}-hint`}
      />
      <p className="ask-why-buttons">
        <button type="submit" className="button" disabled={busy}>
          {say(texts.send)}
        </button>
        <button type="button" className="button second" onClick={onCancel}>
          {say(texts.cancel)}
        </button>
      </p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

interface AskWhyProps {
  readonly entry: EntryAboutMe;
  /** What was asked of this entry before. */
  readonly question: Question | undefined;
}

/** The reader's question to an entry: asked, waiting, answered. What an office did can be asked about. */
export function AskWhy({ entry, question: before }: AskWhyProps) {
  const say = useSay();
  const [asked, setAsked] = useState<Question | undefined>(undefined);
  const [open, setOpen] = useState(false);
  const question = before ?? asked;
  if (question) return <Asked question={question} />;
  if (entry.who.me || entry.who.organisation === null || entry.resource === 'questions.question') return null;
  if (!open)
    return (
      <p>
        <button type="button" className="button second" onClick={() => setOpen(true)}>
          {say(texts.ask)}
        </button>
      </p>
    );
  return <AskForm sequence={entry.sequence} onAsked={setAsked} onCancel={() => setOpen(false)} />;
}
