import type { ComponentType } from 'react';
import { Link } from 'react-router';
import type { Field } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { number, yuan } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { Time } from '../language/time.tsx';
import { useCodes } from '../lib/codes.ts';
import { recordPath, useKnownRecord } from '../record/known-records.tsx';
import { useLabel } from '../record/labels.ts';
import { words } from '../words.ts';
import { MaskedText } from './masked-text.tsx';
import { partTexts } from '../form/object-parts.ts';
import { PartsTable } from './parts-table.tsx';
import { plainText } from './plain-text.ts';

interface KindProps {
  readonly field: Field;
  readonly value: unknown;
}
interface ValueProps extends KindProps {
  readonly masked?: boolean;
}

const kinds: Readonly<Partial<Record<Field['kind'], ComponentType<KindProps>>>> = {
  code: ({ field, value }) => <CodeValue table={field.codes} value={String(value)} />,
  reference: ({ field, value }) => <ReferenceValue record={field.record} value={String(value)} />,
  boolean: BooleanValue,
  instant: ({ value }) => <Time at={String(value)} />,
  integer: NumberValue,
  number: NumberValue,
  money: MoneyValue,
  list: ListValue,
  object: ObjectValue,
  geometry: FoldedValue,
};

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const wordsOf = ({ names, words: inWords }: Field, value: unknown): Text | undefined =>
  names?.[String(value)] ?? inWords?.(value);

/** A value in the way of its kind: codes and references by name, numbers with unit, instants in the city's zone. */
export function FieldValue({ field, value, masked = false }: ValueProps) {
  const say = useSay();
  if (isNothing(value)) return <span className="quiet">{say(words.none)}</span>;
  if (masked) return <MaskedText>{String(value)}</MaskedText>;
  const { names } = field;
  if (names && Array.isArray(value))
    return value.map((each) => say(names[String(each)] ?? { zh: String(each), en: String(each) })).join(', ');
  const name = wordsOf(field, value);
  if (name) return <span title={String(value)}>{say(name)}</span>;
  if (field.plain) return <span className="plain-code">{String(value)}</span>;
  const Kind = kinds[field.kind];
  return Kind ? <Kind field={field} value={value} /> : <span className="wrap">{plainText(value, say)}</span>;
}

function BooleanValue({ value }: KindProps) {
  return useSay()(value ? words.yes : words.no);
}

function NumberValue({ field, value }: KindProps) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <>
      {number(Number(value), language, 6)}
      {field.unit && <span className="unit"> {say(field.unit)}</span>}
    </>
  );
}

function MoneyValue({ value }: KindProps) {
  const { language } = useLanguage();
  return yuan(Number(value), language);
}

const longestLine = 160;
const folded = { zh: '展开', en: 'Show' };

/** What is too much for a line: said shortly, shown when asked for. */
function FoldedValue({ value }: KindProps) {
  const say = useSay();
  const short = plainText(value, say);
  if (short.length <= longestLine && !short.startsWith('{')) return <span className="wrap">{short}</span>;
  return (
    <details>
      <summary>{say(folded)}</summary>
      <pre className="folded">{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}

/** A list of objects as a table of their parts, where its field names them. */
function ListValue({ field, value }: KindProps) {
  return field.parts && Array.isArray(value) ? (
    <PartsTable parts={field.parts} items={value} />
  ) : (
    <FoldedValue field={field} value={value} />
  );
}

/** An object by its parts in words, where its field names them. */
function ObjectValue({ field, value }: KindProps) {
  const say = useSay();
  if (!field.parts) return <FoldedValue field={field} value={value} />;
  const texts = partTexts(field.parts, value);
  const present = Object.entries(field.parts).filter(([path]) => texts[path] !== '');
  return (
    <dl className="parts">
      {present.map(([path, { label, names }]) => (
        <div key={path}>
          <dt>{say(label)}</dt>
          <dd>{names?.[texts[path] ?? ''] ? say(names[texts[path] ?? ''] ?? label) : texts[path]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The name of a code; the code itself stays in the title. */
export function CodeValue({ table, value }: { readonly table: string | undefined; readonly value: string }) {
  const say = useSay();
  const { data } = useCodes(table);
  const label = data?.find((choice) => choice.value === value)?.label;
  return <span title={value}>{label ? say(label) : value}</span>;
}

/** The name of the row referred to, leading there when the app has its page. */
export function ReferenceValue({
  record,
  value,
}: {
  readonly record: string | undefined;
  readonly value: string;
}) {
  const say = useSay();
  const known = useKnownRecord(record);
  const { data } = useLabel(known, value);
  if (!known) return <span>{value}</span>;
  return (
    <Link to={recordPath(known, value)} title={value}>
      {data ? say(data) : value}
    </Link>
  );
}
