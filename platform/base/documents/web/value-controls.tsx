import { useSay, DateInput, words } from '#ui';
import type { PaperField, Values } from '../contract.ts';
import { texts } from './words.ts';

interface ControlProps {
  readonly field: PaperField;
  readonly value: Values[string] | undefined;
  readonly onChange: (value: Values[string]) => void;
}

type TableRow = Readonly<Record<string, string>>;

/** Rows of a table, one line of inputs each. */
function TableControl({ field, value, onChange }: ControlProps) {
  const say = useSay();
  const rows: readonly TableRow[] = Array.isArray(value) ? value : [];
  const put = (row: number, name: string, text: string) =>
    onChange(rows.map((each, index) => (index === row ? { ...each, [name]: text } : { ...each })));
  return (
    <fieldset className="stack tight">
      <legend>{say(field.label)}</legend>
      {rows.map((each, row) => (
        <div key={row} className="row">
          {field.columns?.map((column) => (
            <input
              key={column.name}
              className="input"
              aria-label={`${column.label} · ${say(texts.row, { row: row + 1 })}`}
              placeholder={column.label}
              value={each[column.name] ?? ''}
              maxLength={500}
              onChange={(event) => put(row, column.name, event.target.value)}
            />
          ))}
          <button
            type="button"
            className="button plain icon"
            aria-label={say(texts.removeRow, { row: row + 1 })}
            onClick={() => onChange(rows.filter((_, index) => index !== row).map((kept) => ({ ...kept })))}
          >
            ×
          </button>
        </div>
      ))}
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={() => onChange([...rows.map((each) => ({ ...each })), {}])}
        >
          {say(texts.addRow)}
        </button>
      </div>
    </fieldset>
  );
}

/** What is filled into one field of a paper. */
export function ValueControl(props: ControlProps) {
  const { field, value, onChange } = props;
  const say = useSay();
  const id = `value-${field.name}`;
  if (field.kind === 'table') return <TableControl {...props} />;
  const text = Array.isArray(value) || value === undefined ? '' : String(value);
  const common = { id, value: text, required: field.required };
  return (
    <div className="field">
      <label htmlFor={id}>{say(field.label)}</label>
      {field.kind === 'date' && (
        <DateInput
          id={id}
          defaultValue={text}
          required={field.required}
          placeholder={say(words.dayForm)}
          onDay={(day) => onChange(day ?? '')}
        />
      )}
      {field.kind === 'long' && (
        <textarea
          {...common}
          className="textarea"
          rows={8}
          maxLength={20_000}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {field.kind !== 'long' && field.kind !== 'date' && (
        <input
          {...common}
          className="input"
          inputMode={field.kind === 'number' ? 'decimal' : 'text'}
          maxLength={2000}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}
