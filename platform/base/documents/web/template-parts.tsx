import { useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { Block, Layout, PaperField } from '../contract.ts';
import { blockOf, emptyField, raised, removed, replaced } from './draft.ts';
import { texts } from './words.ts';

interface InputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A labelled line of text. */
export function Line({ label, value, onChange }: InputProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly value: K;
  readonly choices: Readonly<Record<K, Text>>;
  readonly onChange: (value: K) => void;
}

export function Choice<K extends string>({ label, value, choices, onChange }: ChoiceProps<K>) {
  const say = useSay();
  const names = Object.keys(choices) as K[];
  return (
    <label className="field">
      <span>{label}</span>
      <select className="select" value={value} onChange={(event) => onChange(event.target.value as K)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {say(choices[name])}
          </option>
        ))}
      </select>
    </label>
  );
}

const fieldKinds = { text: texts.text, long: texts.long, date: texts.date, number: texts.number };

interface PartsProps {
  readonly layout: Layout;
  readonly onChange: (layout: Layout) => void;
}

/** What is asked: name, label and kind of each field. Tables come with the city's files. */
export function FieldParts({ layout, onChange }: PartsProps) {
  const say = useSay();
  const { fields } = layout;
  const put = (at: number, field: PaperField) => onChange({ ...layout, fields: replaced(fields, at, field) });
  return (
    <fieldset className="stack tight">
      <legend>{say(texts.fields)}</legend>
      {fields.map((field, at) => (
        <div key={at} className="row">
          <Line
            label={say(texts.fieldName)}
            value={field.name}
            onChange={(name) => put(at, { ...field, name })}
          />
          <Line
            label={say(texts.labelZh)}
            value={field.label.zh}
            onChange={(zh) => put(at, { ...field, label: { ...field.label, zh } })}
          />
          <Line
            label={say(texts.labelEn)}
            value={field.label.en}
            onChange={(en) => put(at, { ...field, label: { ...field.label, en } })}
          />
          {field.kind !== 'table' && (
            <Choice
              label={say(texts.kind)}
              value={field.kind}
              choices={fieldKinds}
              onChange={(kind) => put(at, { ...field, kind })}
            />
          )}
          <button
            type="button"
            className="button small"
            aria-label={`${say(texts.remove)} ${field.name || at + 1}`}
            onClick={() => onChange({ ...layout, fields: removed(fields, at) })}
          >
            {say(texts.remove)}
          </button>
        </div>
      ))}
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={() => onChange({ ...layout, fields: [...fields, emptyField] })}
        >
          {say(texts.add)}
        </button>
      </div>
    </fieldset>
  );
}

const blockKinds = { paragraph: texts.paragraph, heading: texts.headingBlock, pairs: texts.fields };

function BlockText({
  block,
  onChange,
}: {
  readonly block: Block;
  readonly onChange: (block: Block) => void;
}) {
  const say = useSay();
  if (!('text' in block)) return null;
  return (
    <label className="field">
      <span>{say(texts.content)}</span>
      <textarea
        className="textarea"
        rows={3}
        value={block.text}
        maxLength={4000}
        onChange={(event) => onChange({ ...block, text: event.target.value })}
      />
    </label>
  );
}

/** What stands on the paper, from top to bottom; moved by buttons, so the keyboard does it too. */
export function BlockParts({ layout, onChange }: PartsProps) {
  const say = useSay();
  const { blocks, fields } = layout;
  const put = (next: Block[]) => onChange({ ...layout, blocks: next });
  return (
    <fieldset className="stack tight">
      <legend>{say(texts.blocks)}</legend>
      {blocks.map((block, at) => (
        <div key={at} className="stack tight">
          <div className="row">
            {block.kind !== 'table' && (
              <Choice
                label={say(texts.kind)}
                value={block.kind}
                choices={blockKinds}
                onChange={(kind) => put(replaced(blocks, at, blockOf(kind, block, fields)))}
              />
            )}
            <button
              type="button"
              className="button small"
              disabled={at === 0}
              aria-label={`${say(texts.up)} ${at + 1}`}
              onClick={() => put(raised(blocks, at))}
            >
              {say(texts.up)}
            </button>
            <button
              type="button"
              className="button small"
              aria-label={`${say(texts.remove)} ${at + 1}`}
              onClick={() => put(removed(blocks, at))}
            >
              {say(texts.remove)}
            </button>
          </div>
          <BlockText block={block} onChange={(next) => put(replaced(blocks, at, next))} />
        </div>
      ))}
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={() => put([...blocks, { kind: 'paragraph', text: '　' }])}
        >
          {say(texts.add)}
        </button>
      </div>
    </fieldset>
  );
}
