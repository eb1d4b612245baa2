import {
  DuckDBBlobValue,
  DuckDBTimestampTZValue,
  DuckDBTypeId,
  BIGINT,
  DOUBLE,
  LIST,
  VARCHAR,
  JSDuckDBValueConverter,
  listValue,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBValueConverter,
} from '@duckdb/node-api';

type Convert = DuckDBValueConverter<unknown>;

const whole: Convert = (value) => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

const text: Convert = (value) => String(value);

/** `2026-11-23T01:02:03.000Z`; microseconds are told when there are any. */
function instant(micros: bigint, finite: boolean): string {
  if (!finite) return micros > 0n ? 'infinity' : '-infinity';
  const rest = ((micros % 1000n) + 1000n) % 1000n;
  const iso = new Date(Number((micros - rest) / 1000n)).toISOString();
  return rest === 0n ? iso : `${iso.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

/** Micros of each kind of timestamp of one unit. */
const stamp =
  (field: 'micros' | 'millis' | 'seconds' | 'nanos', toMicros: (units: bigint) => bigint): Convert =>
  (value) => {
    const held = value as unknown as Readonly<Record<string, bigint>> & { readonly isFinite: boolean };
    return instant(toMicros(held[field] ?? 0n), held.isFinite);
  };

const id = DuckDBTypeId;
const own: Partial<Record<DuckDBTypeId, Convert>> = {
  [id.BIGINT]: whole,
  [id.UBIGINT]: whole,
  [id.HUGEINT]: whole,
  [id.UHUGEINT]: whole,
  [id.BIGNUM]: whole,
  [id.DECIMAL]: text,
  [id.DATE]: text,
  [id.TIME]: text,
  [id.TIME_NS]: text,
  [id.TIME_TZ]: text,
  [id.INTERVAL]: text,
  [id.TIMESTAMP]: stamp('micros', (units) => units),
  [id.TIMESTAMP_TZ]: stamp('micros', (units) => units),
  [id.TIMESTAMP_MS]: stamp('millis', (units) => units * 1000n),
  [id.TIMESTAMP_S]: stamp('seconds', (units) => units * 1_000_000n),
  [id.TIMESTAMP_NS]: stamp('nanos', (units) => units / 1000n),
};

/**
 * How values of the engine become values of JavaScript, as the store's do: integers a number when exact, else
 * bigint · decimal, time, interval text · date 'YYYY-MM-DD' · timestamp ISO 8601 with Z, one without zone counting
 * as UTC · blob Buffer · list array · struct object.
 */
export const fromLake: Convert = (value, type, converter) =>
  value === null ? null : (own[type.typeId] ?? (JSDuckDBValueConverter as Convert))(value, type, converter);

/** The engine takes a list's type from its first item, which an empty list or a leading null does not have. */
function listType(items: readonly unknown[]): DuckDBType {
  const present = items.filter((item) => item !== null && item !== undefined);
  if (present.every((item) => typeof item === 'string')) return LIST(VARCHAR);
  return LIST(present.every((item) => typeof item === 'bigint' || Number.isInteger(item)) ? BIGINT : DOUBLE);
}

function one(value: unknown): DuckDBValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return new DuckDBTimestampTZValue(BigInt(value.getTime()) * 1000n);
  if (value instanceof Uint8Array) return new DuckDBBlobValue(value);
  if (['string', 'number', 'bigint', 'boolean'].includes(typeof value)) return value as DuckDBValue;
  throw new TypeError(`a ${typeof value} cannot be a parameter of the lake; give JSON text`);
}

function list(items: readonly unknown[]): DuckDBValue {
  const integers = listType(items).toString() === LIST(BIGINT).toString();
  return listValue(items.map((item) => (integers && typeof item === 'number' ? BigInt(item) : one(item))));
}

/**
 * What a caller may give for `$1` places: text, numbers, booleans, Date (an instant), bytes, and lists of text or
 * numbers. Days are given as ISO text and cast in the SQL.
 */
export function toLake(values: readonly unknown[]): { values: DuckDBValue[]; types: DuckDBType[] } {
  const types = values.map((value) => (Array.isArray(value) ? listType(value) : undefined));
  return {
    values: values.map((value) => (Array.isArray(value) ? list(value) : one(value))),
    // The library reads an absent type as "by the value", though its type for a list of types does not say so.
    types: types as DuckDBType[],
  };
}
