import type { Prone, Row } from '../departments/department.ts';
import type { Random } from '../random.ts';
import { likeLooking, likeSounding } from './similar.ts';
import { fifteenDigits, fullWidth, otherCheck, tooLong, transposed, yearsFrom } from './written.ts';

/** One value written wrong. */
export interface Change {
  readonly field: string;
  readonly written: string;
  /** Whose value it really is, when it is somebody else's. */
  readonly other?: number;
}

export interface Occasion {
  readonly row: Row;
  readonly prone: Prone;
  readonly random: Random;
  /** A row before, of somebody else. */
  readonly before: Row | undefined;
}

export interface Mistake {
  readonly kind: string;
  /** Of a thousand rows, for every department alike. */
  readonly perMille: number;
  /** Undefined when the row gives no occasion for it. */
  make(occasion: Occasion): Change | undefined;
}

const change = (field: string, written: string | undefined): Change | undefined =>
  written === undefined ? undefined : { field, written };

const onName =
  (make: (name: string) => string | undefined) =>
  ({ row, prone }: Occasion) =>
    change(prone.name, make(row.values[prone.name] ?? ''));

const onNumber =
  (make: (number: string, random: Random) => string | undefined) =>
  ({ row, prone, random }: Occasion) =>
    change(prone.identifier, make(row.values[prone.identifier] ?? '', random));

const onCode =
  (names: 'names' | 'short') =>
  ({ row, prone: { code } }: Occasion) =>
    change(code.field, code[names].get(row.values[code.field] ?? ''));

function beforeBirth({ row, prone, random }: Occasion): Change | undefined {
  const birth = row.values[prone.day] ?? '';
  return prone.later ? change(prone.later, yearsFrom(birth, -random.between(1, 20))) : undefined;
}

function inTheFuture({ row, prone, random }: Occasion): Change | undefined {
  if (prone.identifier !== 'creditCode') return undefined;
  return change(prone.day, yearsFrom(row.values[prone.day] ?? '', 60 + random.below(30)));
}

function shortPhone({ row, prone }: Occasion): Change | undefined {
  const mobile = prone.mobile ? row.values[prone.mobile] : undefined;
  return mobile && prone.mobile ? { field: prone.mobile, written: mobile.slice(0, -1) } : undefined;
}

/** Somebody else's number: with another name and another day it must never become one person. */
function reused({ row, prone, before }: Occasion): Change | undefined {
  const strangers =
    before?.values[prone.name] !== row.values[prone.name] &&
    before?.values[prone.day] !== row.values[prone.day];
  const number = before?.values[prone.identifier];
  return before && number && strangers
    ? { field: prone.identifier, written: number, other: before.about }
    : undefined;
}

const townInAddress = /^余姚市(.+?(?:街道|镇|乡))/;

/** The town of the row before: the village does not lie there. Where a village stands in a column of its own. */
function inAnotherTown({ row, before }: Occasion): Change | undefined {
  const { address = '', division } = row.values;
  const [, town] = townInAddress.exec(address) ?? [];
  const [, other] = townInAddress.exec(before?.values['address'] ?? '') ?? [];
  if (!division || !town || !other || town === other) return undefined;
  return { field: 'address', written: address.replace(town, other) };
}

/** Mistakes that lie in one row. */
export const mistakes: readonly Mistake[] = [
  { kind: 'name-sounds-alike', perMille: 0.8, make: onName(likeSounding) },
  { kind: 'name-looks-alike', perMille: 0.8, make: onName(likeLooking) },
  { kind: 'number-transposed', perMille: 1, make: onNumber(transposed) },
  { kind: 'number-check', perMille: 1, make: onNumber(otherCheck) },
  {
    kind: 'number-fifteen-digits',
    perMille: 1.2,
    make: (occasion) =>
      occasion.prone.identifier === 'citizenId' ? onNumber(fifteenDigits)(occasion) : undefined,
  },
  { kind: 'number-full-width', perMille: 0.8, make: onNumber(fullWidth) },
  {
    kind: 'number-lower-case',
    perMille: 12,
    make: onNumber((number) => (number.endsWith('X') ? number.toLowerCase() : undefined)),
  },
  { kind: 'number-of-another', perMille: 0.6, make: reused },
  { kind: 'code-unknown', perMille: 0.7, make: ({ prone: { code } }) => change(code.field, code.unknown) },
  { kind: 'code-by-name', perMille: 1.2, make: onCode('names') },
  { kind: 'code-by-short-name', perMille: 0.6, make: onCode('short') },
  { kind: 'day-before-birth', perMille: 0.6, make: beforeBirth },
  { kind: 'day-in-future', perMille: 0.6, make: inTheFuture },
  {
    kind: 'value-missing',
    perMille: 1,
    make: ({ prone, random }) => change(random.pick(prone.needed), ''),
  },
  {
    kind: 'text-too-long',
    perMille: 0.4,
    make: ({ row, prone: { long } }) => change(long.field, tooLong(row.values[long.field] ?? '', long.most)),
  },
  { kind: 'phone-short', perMille: 0.8, make: shortPhone },
  { kind: 'address-in-another-town', perMille: 0.6, make: inAnotherTown },
];

/** Mistakes that show across rows; how many rows each begins at, of a thousand. */
export const acrossRows = {
  /** The same row twice under two numbers. */
  'row-twice': 0.6,
  /** One clerk's run of rows with day and month changed: about twelve. */
  'day-month-swapped': 0.15,
  /** One telephone for eight people: somebody else's, or a counter's. */
  'phone-shared': 0.12,
} as const;
