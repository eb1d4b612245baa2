import pg from 'pg';

/**
 * How values of the database become values of JavaScript, equal on both stores, ready for JSON:
 * int8 number when exact, else bigint · numeric, interval (ISO 8601) string · date 'YYYY-MM-DD' ·
 * timestamptz ISO 8601 in UTC with milliseconds · bytea Buffer · json parsed · arrays of these.
 * `timestamp` without a zone says nothing about when and is refused: use timestamptz, or cast it away.
 * A timestamptz comes back in milliseconds, so a column that pages are keyed by is `timestamptz(3)`.
 */
type Parse = (text: string) => unknown;

const asIs: Parse = (text) => text;

const wholeNumber: Parse = (text) => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

/** `2017-06-01 08:00:00.5+08`; before 1901 the offset of Shanghai has seconds, which Date.parse does not know. */
const zoned = /^(\d{4}-\d\d-\d\d) (\S+?)([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/;

/** `infinity` and years outside ISO 8601's four digits stay as the database wrote them. */
const instant: Parse = (text) => {
  const [, day, time, sign, hours, minutes = '0', seconds = '0'] = zoned.exec(text) ?? [];
  const local = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(local)) return text;
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return new Date(sign === '-' ? local + offset : local - offset).toISOString();
};

const refused: Parse = () => {
  throw new TypeError(
    'timestamp without time zone is not read: store timestamptz, or cast to text or date in the query',
  );
};

/** OID of the type, OID of its array, reader (PostgreSQL's pg_type.dat; these numbers never change). */
const readers: readonly (readonly [number, number, Parse])[] = [
  [16, 1000, (text) => text === 't'],
  [17, 1001, (text) => Buffer.from(text.slice(2), 'hex')],
  [20, 1016, wholeNumber],
  [21, 1005, Number],
  [23, 1007, Number],
  [25, 1009, asIs],
  [26, 1028, Number],
  [114, 199, (text) => JSON.parse(text) as unknown],
  [700, 1021, Number],
  [701, 1022, Number],
  [1042, 1014, asIs],
  [1043, 1015, asIs],
  [1082, 1182, asIs],
  [1083, 1183, asIs],
  [1114, 1115, refused],
  [1184, 1185, instant],
  [1186, 1187, asIs],
  [1700, 1231, asIs],
  [2950, 2951, asIs],
  [3802, 3807, (text) => JSON.parse(text) as unknown],
];

/** node-postgres ships the array reader without a type. */
const arrays = (
  pg.types as unknown as { arrayParser: { create(text: string, item: Parse): { parse(): unknown[] } } }
).arrayParser;

const byOid = new Map<number, Parse>(
  readers.flatMap(([one, many, parse]) => [
    [one, parse],
    [many, (text: string) => arrays.create(text, parse).parse()],
  ]),
);

/** For `types` of a node-postgres client: the rules above for this client only, nothing global. */
export const valueTypes = {
  getTypeParser: (oid: number): Parse => byOid.get(oid) ?? asIs,
};

/**
 * What every session starts with. China has one civil time, so days and hours in SQL are the city's own;
 * instants leave the store in UTC either way.
 */
export const sessionSettings = [
  "set time zone 'Asia/Shanghai'",
  'set intervalstyle to iso_8601',
  "set datestyle to 'ISO, YMD'",
  "set bytea_output to 'hex'",
  'set extra_float_digits to 1',
  'set search_path to public',
  // Rows that were never counted are guessed dear, and a statement compiled for half a second asks for two thousand of them.
  'set jit to off',
].join('; ');
