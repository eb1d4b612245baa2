import { useRef, useState } from 'react';
import { DateInput, FileInput, ProblemNote, useLanguage, useSay, words } from '#ui';
import { addressOf, upload } from '#kernel/call';
import { operations as documents } from '#platform/base/documents/contract';
import type { Answers, Question } from '#platform/base/forms/contract';

type Answer = Answers[string] | undefined;

interface QuestionProps {
  readonly question: Question;
  readonly value: Answer;
  readonly onChange: (value: Answers[string]) => void;
  /** One more file is on its way (1), or one less (-1): what is saved before has it not. */
  readonly onSending?: (change: 1 | -1) => void;
  /** Where a file that was saved with the answer is to be had, whoever of those whose answer it is sent it. */
  readonly savedFile?: (id: string) => string;
}

const texts = {
  files: { zh: '已上传 {count} 个文件', en: '{count} files sent' },
  sending: { zh: '正在上传 {count} 个文件，请稍候 …', en: 'Sending {count} files; please wait …' },
  file: { zh: '文件 {at}', en: 'File {at}' },
  remove: { zh: '去掉', en: 'Take out' },
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

/** What is just sent is the sender's alone until it is saved. */
const sentFile = (id: string): string => addressOf('documents', documents.attachment, { params: { id } });

/** What a file is called; of one that was sent before, its place. */
function useFileNames() {
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const name = (id: string, shown: string) => setNames((before) => ({ ...before, [id]: shown }));
  return { names, name };
}

function Files({ question, value, onChange, onSending, savedFile = sentFile }: QuestionProps) {
  const say = useSay();
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(0);
  const { names, name } = useFileNames();
  const kept = Array.isArray(value) ? value.map(String) : [];
  const [saved] = useState(kept);
  // Two may be on their way at once: whichever ends later adds to what is there then.
  const latest = useRef(kept);
  const put = (ids: string[]) => {
    latest.current = ids;
    onChange(ids);
  };
  const count = (change: 1 | -1) => {
    setSending((before) => before + change);
    onSending?.(change);
  };
  const send = (file: File) => {
    setProblem(undefined);
    count(1);
    const query = { kind: 'forms.file', filename: file.name };
    upload('documents', documents.attach, { query }, { file })
      .then(({ id }) => {
        name(id, file.name);
        put([...latest.current, id]);
      }, setProblem)
      .finally(() => count(-1));
  };
  return (
    <>
      <FileInput
        id={questionId(question.name)}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) send(file);
        }}
      />
      <p role="status">
        {kept.length > 0 && say(texts.files, { count: kept.length })}{' '}
        {sending > 0 && say(texts.sending, { count: sending })}
      </p>
      {kept.length > 0 && (
        <ul className="lines">
          {kept.map((id, at) => {
            const shown = names[id] ?? say(texts.file, { at: at + 1 });
            const address = saved.includes(id) ? savedFile(id) : sentFile(id);
            const remove = () => put(latest.current.filter((each) => each !== id));
            return <FileLine key={id} shown={shown} address={address} onRemove={remove} />;
          })}
        </ul>
      )}
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  );
}

interface FileLineProps {
  readonly shown: string;
  readonly address: string;
  readonly onRemove: () => void;
}

function FileLine({ shown, address, onRemove }: FileLineProps) {
  return (
    <li className="line-apart">
      <a className="underlined" href={address} download>
        {shown}
      </a>
      <RemoveButton of={shown} onPress={onRemove} />
    </li>
  );
}

function RemoveButton({ of, onPress }: { readonly of: string; readonly onPress: () => void }) {
  const say = useSay();
  return (
    <button
      type="button"
      className="button small"
      aria-label={`${say(texts.remove)} · ${of}`}
      onClick={onPress}
    >
      {say(texts.remove)}
    </button>
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
          <RemoveButton
            of={say(texts.row, { row: row + 1 })}
            onPress={() => onChange(rows.filter((_, at) => at !== row))}
          />
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
          // The form's owner says what is wrong with it; the day before is not kept in its place.
          onWrong={onChange}
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
