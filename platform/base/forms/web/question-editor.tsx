import { useSay } from '#ui';
import type { Condition, Question } from '../contract.ts';
import { choiceLines, choicesOf } from './draft.ts';
import { texts } from './words.ts';

/** Kinds that are designed here; tables and computed questions come with the city's files. */
const kinds = ['text', 'long', 'number', 'date', 'choice', 'multi', 'address', 'person', 'file'] as const;
const tests = ['filled', 'empty', 'equals', 'other', 'over', 'under'] as const;

interface EditorProps {
  readonly question: Question;
  /** Asked before it: its condition may look at these. */
  readonly before: readonly Question[];
  readonly onChange: (question: Question) => void;
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function Line({ label, value, onChange }: LineProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** When the question is asked: always, or after a certain answer. */
function ConditionEditor({ question, before, onChange }: EditorProps) {
  const say = useSay();
  const [condition] = question.showIf;
  const put = (next: Condition | undefined) => onChange({ ...question, showIf: next ? [next] : [] });
  return (
    <>
      <label className="field">
        <span>{say(texts.condition)}</span>
        <select
          className="select"
          value={condition?.question ?? ''}
          onChange={({ target }) =>
            put(target.value === '' ? undefined : { question: target.value, is: condition?.is ?? 'filled' })
          }
        >
          <option value="">{say(texts.always)}</option>
          {before.map(({ name, label }) => (
            <option key={name} value={name}>
              {say(label) || name}
            </option>
          ))}
        </select>
      </label>
      {condition && (
        <>
          <label className="field">
            <span className="visually-hidden">{say(texts.condition)}</span>
            <select
              className="select"
              value={condition.is}
              onChange={({ target }) => put({ ...condition, is: target.value as Condition['is'] })}
            >
              {tests.map((name) => (
                <option key={name} value={name}>
                  {say(texts[name])}
                </option>
              ))}
            </select>
          </label>
          <Line
            label={say(texts.value)}
            value={String(condition.value ?? '')}
            onChange={(value) => put({ ...condition, value })}
          />
        </>
      )}
    </>
  );
}

function Kind({ question, onChange }: Omit<EditorProps, 'before'>) {
  const say = useSay();
  const known = (kinds as readonly string[]).includes(question.kind);
  if (!known) return <span>{say(texts[question.kind])}</span>;
  return (
    <label className="field">
      <span>{say(texts.kind)}</span>
      <select
        className="select"
        value={question.kind}
        onChange={({ target }) => onChange({ ...question, kind: target.value as Question['kind'] })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {say(texts[kind])}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One question: its words, kind, choices, condition. */
export function QuestionEditor(props: EditorProps) {
  const { question, onChange } = props;
  const say = useSay();
  const { label, kind } = question;
  return (
    <>
      <div className="row">
        <Line
          label={say(texts.name)}
          value={question.name}
          onChange={(name) => onChange({ ...question, name })}
        />
        <Line
          label={say(texts.labelZh)}
          value={label.zh}
          onChange={(zh) => onChange({ ...question, label: { ...label, zh } })}
        />
        <Line
          label={say(texts.labelEn)}
          value={label.en}
          onChange={(en) => onChange({ ...question, label: { ...label, en } })}
        />
        <Kind question={question} onChange={onChange} />
        <label className="row">
          <input
            type="checkbox"
            checked={question.required}
            onChange={(event) => onChange({ ...question, required: event.target.checked })}
          />
          {say(texts.required)}
        </label>
      </div>
      {(kind === 'choice' || kind === 'multi') && (
        <label className="field">
          <span>{say(texts.choices)}</span>
          <textarea
            className="textarea"
            rows={4}
            defaultValue={choiceLines(question)}
            onChange={(event) => onChange({ ...question, choices: choicesOf(event.target.value) })}
          />
        </label>
      )}
      <div className="row">
        <ConditionEditor {...props} />
        <Line
          label={say(texts.prefill)}
          value={question.prefill ?? ''}
          onChange={(item) => {
            const { prefill: _before, ...rest } = question;
            onChange(item === '' ? rest : { ...rest, prefill: item });
          }}
        />
      </div>
    </>
  );
}
