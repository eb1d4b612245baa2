import { useState } from 'react';
import { DateInput, ProblemNote, useLanguage, useSay, words } from '#ui';
import { upload } from '#kernel/call';
import { operations as documents } from '#platform/base/documents/contract';
import type { Answers, Question } from '#platform/base/forms/contract';

type Answer = Answers[string] | undefined;

interface QuestionProps {
  readonly question: Question;
  readonly value: Answer;
  readonly onChange: (value: Answers[string]) => void;
}

const texts = {
  files: { zh: '已上传 {count} 个文件', en: '{count} files sent' },
  row: { zh: '第 {row} 行', en: 'Row {row}' },
  add: { zh: '加一行', en: 'Add a row' },
};

/** Id of a question's control, for the summary of what is wrong. */
export const questionId = (name: string): string => `question-${name}`;

const textOf = (value: Answer): string => (value === undefined || Array.isArray(value) ? '' : String(value));

function Choices({ question, value, onChange }: QuestionProps) {
  const say = useSay();
  const many = question.kind === 'multi';
  const chosen = Array.isArray(value) ? value.map(String) : [textOf(value)];
  return (
    <>
      {question.choices?.map(({ code, text }, at) => (
        <label key={code} className="check">
          <input
            id={at === 0 ? questionId(question.name) : undefined}
            type={many ? 'checkbox' : 'radio'}
            name={question.name}
            checked={chosen.includes(code)}
            onChange={() => {
              if (!many) return onChange(code);
              const kept = chosen.filter((each) => each !== '' && each !== code);
              return onChange(chosen.includes(code) ? kept : [...kept, code]);
            }}
          />{' '}
          {say(text)}
        </label>
      ))}
    </>
  );
}

function Files({ question, value, onChange }: QuestionProps) {
  const say = useSay();
  const [problem, setProblem] = useState<unknown>();
  const kept = Array.isArray(value) ? value.map(String) : [];
  const send = (file: File) => {
    setProblem(undefined);
    const query = { kind: 'forms.file', filename: file.name };
    upload('documents', documents.attach, { query }, { file }).then(
      ({ id }) => onChange([...kept, id]),
      setProblem,
    );
  };
  return (
    <>
      <input
        id={questionId(question.name)}
        type="file"
        className="input"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) send(file);
        }}
      />
      <p role="status">{kept.length > 0 && say(texts.files, { count: kept.length })}</p>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  );
}

function Rows({ question, value, onChange }: QuestionProps) {
  const say = useSay();
  const rows = (Array.isArray(value) ? value : []).filter((each) => typeof each === 'object');
  const put = (row: number, name: string, text: string) =>
    onChange(rows.map((each, at) => (at === row ? { ...each, [name]: text } : each)));
  return (
    <>
      {rows.map((each, row) => (
        <div key={row} className="line-apart">
          {question.columns?.map(({ name, label }) => (
            <input
              key={name}
              className="input"
              aria-label={`${say(label)} · ${say(texts.row, { row: row + 1 })}`}
              placeholder={say(label)}
              value={each[name] ?? ''}
              onInput={(event) => put(row, name, event.currentTarget.value)}
            />
          ))}
        </div>
      ))}
      <button
        id={questionId(question.name)}
        type="button"
        className="button"
        onClick={() => onChange([...rows, {}])}
      >
        {say(texts.add)}
      </button>
    </>
  );
}

/** One question with the control that fits it: native, so that every phone and reader knows it. */
export function QuestionControl(props: QuestionProps) {
  const { question, value, onChange } = props;
  const say = useSay();
  const { language } = useLanguage();
  const { kind, name } = question;
  if (kind === 'choice' || kind === 'multi') return <Choices {...props} />;
  if (kind === 'file') return <Files {...props} />;
  if (kind === 'table') return <Rows {...props} />;
  const common = { id: questionId(name), lang: language, value: textOf(value), className: 'input' };
  if (kind === 'date')
    return (
      <>
        <span id={`${questionId(name)}-hint`} className="quiet">
          {say(words.dayForm)}
        </span>
        <DateInput
          id={questionId(name)}
          aria-describedby={`${questionId(name)}-hint`}
          defaultValue={textOf(value)}
          onDay={(day) => onChange(day ?? '')}
        />
      </>
    );
  if (kind === 'long')
    return <textarea {...common} rows={6} onInput={(event) => onChange(event.currentTarget.value)} />;
  return (
    <input
      {...common}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
