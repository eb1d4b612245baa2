import { useState } from 'react';
import { Link } from 'react-router';
import { CallProblem } from '#kernel/call';
import type { RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { ErrorSummary } from '../form/error-summary.tsx';
import { FormField, fieldId } from '../form/form-field.tsx';
import { type FormFault, type FormReading, type FormText, textOf, writable } from '../form/form-values.ts';
import { type Say, useSay } from '../language/language.tsx';
import { useSession } from '../session/session.tsx';
import { words } from '../words.ts';
import type { AnyRow } from './record-columns.tsx';

interface FormProps {
  readonly record: RecordOf;
  readonly row?: AnyRow;
  readonly read: (form: FormText) => FormReading;
  readonly problem: unknown;
  readonly busy: boolean;
  readonly onSave: (values: Readonly<Record<string, unknown>>) => void;
  readonly cancelPath: string;
}

const faultTexts: Readonly<Record<FormFault['code'], Text>> = {
  'form.required': { zh: '请填写', en: 'is needed' },
  'form.money': { zh: '请以元填写，最多两位小数', en: 'must be yuan with at most two decimals' },
  'form.number': { zh: '请填写数字', en: 'must be a number' },
  'form.date': {
    zh: '请按年-月-日填写，例如 2026-11-28',
    en: 'needs year, month and day, such as 2026-11-28',
  },
  'form.json': { zh: '不是有效的 JSON', en: 'is no valid JSON' },
  'form.point': {
    zh: '请填写经度和纬度，例如 121.15, 30.05',
    en: 'needs longitude and latitude, such as 121.15, 30.05',
  },
};
const unchanged = { zh: '没有改动，无需保存。', en: 'Nothing was changed, so there is nothing to save.' };

/** Fields of a record to fill in; what is wrong stands first, each line leading to its field. */
export function RecordForm({ record, row, read, problem, busy, onSave, cancelPath }: FormProps) {
  const say = useSay();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [idle, setIdle] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const refused = problem instanceof CallProblem ? (problem.body.errors ?? []) : [];
  const wrong = new Map([
    ...refused.map(({ path, detail }) => [nameOf(path), say(detail)] as const),
    ...faults.map(({ field, code }) => [field, say(faultTexts[code])] as const),
  ]);
  const save = (form: FormData) => {
    const reading = read(Object.fromEntries([...form].map(([name, value]) => [name, String(value)])));
    const changes = Object.keys(reading.values).length > 0;
    setAttempt((before) => before + 1);
    setFaults(reading.faults);
    setIdle(!changes && reading.faults.length === 0);
    if (changes && reading.faults.length === 0) onSave(reading.values);
  };
  return (
    <form
      className="sheet stack record-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
    >
      {/* Pressed again with the same faults, they are said again. */}
      <ErrorSummary key={attempt} errors={summaryOf(record, wrong, say)} />
      {problem !== null && refused.length === 0 && <ProblemNote problem={problem} />}
      {idle && (
        <p className="notice" role="status">
          {say(unchanged)}
        </p>
      )}
      <Fields record={record} row={row} wrong={wrong} />
      <div className="row">
        <button type="submit" className="button primary" disabled={busy}>
          {say(words.save)}
        </button>
        <Link className="button" to={cancelPath}>
          {say(words.cancel)}
        </Link>
      </div>
    </form>
  );
}

const summaryOf = (record: RecordOf, wrong: ReadonlyMap<string, string>, say: Say) =>
  [...wrong].map(([name, message]) => {
    const label = record.fields[name]?.label;
    return label ? { field: fieldId(name), message: `${say(label)} ${message}` } : { message };
  });

interface FieldsProps {
  readonly record: RecordOf;
  readonly row: AnyRow | undefined;
  readonly wrong: ReadonlyMap<string, string>;
}

/** What a new row begins with: it is the reader's own department's, where departments own such rows. */
function useBeginning({ rights, fields }: RecordOf): Readonly<Record<string, string>> {
  const { organisation } = useSession().actor;
  const owner = rights.scope?.department;
  if (typeof owner !== 'string' || !organisation) return {};
  return fields[owner]?.record === 'organisations.organisation' ? { [owner]: organisation } : {};
}

function Fields({ record, row, wrong }: FieldsProps) {
  const masked = row?.meta.masked ?? [];
  const beginning = useBeginning(record);
  return (
    <div className="form-fields">
      {writable(record.fields).map(([name, field]) => (
        <FormField
          key={name}
          name={name}
          field={field}
          value={masked.includes(name) ? '' : textOf(field, row ? row[name] : beginning[name])}
          wrong={wrong.get(name)}
          masked={masked.includes(name) ? String(row?.[name] ?? '') : undefined}
          fixed={row !== undefined && name === record.key}
        />
      ))}
    </div>
  );
}

/** Field of a path like `values.name` or `name.0`. */
const nameOf = (path: string): string => path.replace(/^(values|body)\./, '').split('.')[0] ?? path;
