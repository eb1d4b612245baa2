import { useState } from 'react';
import { ErrorSummary, ProblemNote, useSay } from '#ui';
import { call } from '#kernel/call';
import {
  operations,
  type Answers,
  type Form,
  type MyAnswer,
  type Question,
  type Sitting,
} from '#platform/base/forms/contract';

const texts = {
  title: { zh: '提交前请核对', en: 'Check your answers' },
  change: { zh: '修改', en: 'Change' },
  submit: { zh: '确认提交', en: 'Hand in' },
  files: { zh: '{count} 个文件', en: '{count} files' },
};

interface CheckProps {
  readonly form: Form;
  readonly sitting: Sitting;
  readonly onChange: (question: string) => void;
  readonly onDone: (answer: MyAnswer) => void;
}

function wordsOf(
  question: Question,
  answer: Answers[string] | undefined,
  say: ReturnType<typeof useSay>,
): string {
  if (answer === undefined) return '—';
  if (question.kind === 'file' && Array.isArray(answer)) return say(texts.files, { count: answer.length });
  const nameOf = (code: string) => {
    const choice = question.choices?.find((each) => each.code === code);
    return choice ? say(choice.text) : code;
  };
  if (!Array.isArray(answer)) return nameOf(String(answer));
  return answer
    .map((each) => (typeof each === 'string' ? nameOf(each) : Object.values(each).join(' ')))
    .join('；');
}

/** Everything that was answered, each with the way back to it; only then it is handed in. */
export function CheckAnswers({ form, sitting, onChange, onDone }: CheckProps) {
  const say = useSay();
  const [problem, setProblem] = useState<unknown>();
  const asked = new Set([...sitting.asked, ...Object.keys(sitting.answers)]);
  const questions = form.definition.sections
    .flatMap((section) => section.questions)
    .filter(({ name }) => asked.has(name));
  const submit = () =>
    call('forms', operations.submit, { params: { id: sitting.answer.id } }).then(onDone, setProblem);
  return (
    <section aria-labelledby="check">
      <ErrorSummary
        errors={sitting.faults.map(({ question, detail }) => ({
          field: `change-${question}`,
          message: say(detail),
        }))}
      />
      {problem !== undefined && <ProblemNote problem={problem} />}
      <h2 id="check">{say(texts.title)}</h2>
      <dl className="fact-list">
        {questions.map((question) => (
          <div key={question.name}>
            <dt>{say(question.label)}</dt>
            <dd>
              {wordsOf(question, sitting.answers[question.name], say)}{' '}
              {question.kind !== 'computed' && (
                <button
                  id={`change-${question.name}`}
                  type="button"
                  className="button small"
                  onClick={() => onChange(question.name)}
                >
                  {say(texts.change)}
                  <span className="visually-hidden"> {say(question.label)}</span>
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button primary" onClick={() => void submit()}>
        {say(texts.submit)}
      </button>
    </section>
  );
}
