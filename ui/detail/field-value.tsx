import { Link } from 'react-router';
import type { Field } from '#kernel/record';
import { number } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { Time } from '../language/time.tsx';
import { useCodes } from '../lib/codes.ts';
import { recordPath, useKnownRecord } from '../record/known-records.tsx';
import { useLabel } from '../record/labels.ts';
import { words } from '../words.ts';
import { MaskedText } from './masked-text.tsx';
import { plainText } from './plain-text.ts';

interface ValueProps {
  readonly field: Field;
  readonly value: unknown;
  readonly masked?: boolean;
}

/** A value in the way of its kind: codes and references by name, numbers with unit, instants in the city's zone. */
export function FieldValue({ field, value, masked = false }: ValueProps) {
  const say = useSay();
  const { language } = useLanguage();
  if (value === undefined || value === null || value === '') return <span className="quiet">{say(words.none)}</span>;
  if (masked) return <MaskedText>{String(value)}</MaskedText>;
  switch (field.kind) {
    case 'code':
      return <CodeValue table={field.codes} value={String(value)} />;
    case 'reference':
      return <ReferenceValue record={field.record} value={String(value)} />;
    case 'boolean':
      return <>{say(value ? words.yes : words.no)}</>;
    case 'instant':
      return <Time at={String(value)} />;
    case 'integer':
    case 'number':
      return (
        <>
          {number(Number(value), language, 6)}
          {field.unit && <span className="unit"> {say(field.unit)}</span>}
        </>
      );
    default:
      return <span className="wrap">{plainText(value)}</span>;
  }
}

/** The name of a code; the code itself stays in the title. */
export function CodeValue({ table, value }: { readonly table: string | undefined; readonly value: string }) {
  const say = useSay();
  const { data } = useCodes(table);
  const label = data?.find((choice) => choice.value === value)?.label;
  return <span title={value}>{label ? say(label) : value}</span>;
}

/** The name of the row referred to, leading there when the app has its page. */
export function ReferenceValue({ record, value }: { readonly record: string | undefined; readonly value: string }) {
  const known = useKnownRecord(record);
  const { data } = useLabel(known, value);
  if (!known) return <span>{value}</span>;
  return (
    <Link to={recordPath(known, value)} title={value}>
      {data ?? value}
    </Link>
  );
}
