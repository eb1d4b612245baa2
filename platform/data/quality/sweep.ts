import type { Texts } from '#engines/parquet';
import type { Tell } from './birth.ts';
import { readDay, writeDay } from './day.ts';
import { READ } from './states.ts';

// Each kind of value has a loop of its own: a loop that all share calls what it cannot inline, ten million times.

/** A column on its way to its normal form. */
export interface Sweep {
  readonly source: Texts;
  /** What becomes of each value; MISSING where a text is empty, as it is before. */
  readonly states: Uint8Array;
  /** What a form that tells of its values tells of each. */
  readonly told: Int32Array;
  /** Looks closely at one text; places must rise. @returns its state */
  closely(place: number): number;
  /** The texts before this one are as they were, the next is another: where it is to be added. */
  instead(place: number): Texts;
}

const HYPHEN = 45;
const SPACE = 32;

/** Is there one of the blanks at either end? In UTF-8 U+3000 is E3 80 80 and U+00A0 is C2 A0. */
function hasBlankEnd(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] as number;
  const last = bytes[end - 1] as number;
  if (first <= SPACE || last <= SPACE) return true;
  if (first === 0xc2 || first === 0xe3) return isWideBlank(bytes, start) || endsInWideBlank(bytes, end);
  return last === 0xa0 || last === 0x80 ? endsInWideBlank(bytes, end) : false;
}

const isWideBlank = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xc2
    ? bytes[at + 1] === 0xa0
    : bytes[at] === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80;

const endsInWideBlank = (bytes: Uint8Array, end: number): boolean =>
  isWideBlank(bytes, end - (bytes[end - 1] === 0xa0 ? 2 : 3));

/** ASCII digits and capitals only. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < 48 || byte > 90 || (byte > 57 && byte < 65)) return false;
  }
  return true;
}

/** Texts are normal without blanks around them. */
export function sweepTexts({ source, states, closely }: Sweep): void {
  const { bytes, ends, count } = source;
  for (let place = 0, start = 4; place < count; place++) {
    const end = ends[place] as number;
    if (end > start) states[place] = hasBlankEnd(bytes, start, end) ? closely(place) : READ;
    start = end + 4;
  }
}

/** Identifiers of capitals and digits. */
export function sweepIdentifiers({ source, states, closely }: Sweep): void {
  const { bytes, ends, count } = source;
  for (let place = 0, start = 4; place < count; place++) {
    const end = ends[place] as number;
    if (end > start) states[place] = isPlain(bytes, start, end) ? READ : closely(place);
    start = end + 4;
  }
}

/** Every text is looked at closely: of fields whose values are few, or always rewritten. */
export function sweepClosely({ source, states, closely }: Sweep): void {
  const { ends, count } = source;
  for (let place = 0, start = 4; place < count; place++) {
    const end = ends[place] as number;
    if (end > start) states[place] = closely(place);
    start = end + 4;
  }
}

/** Citizen identity numbers, with the birth in each that is right. */
export const citizenIdSweep =
  (birth: Tell) =>
  (column: Sweep): void => {
    tellAll(column, birth);
    statesOfCitizenIds(column);
  };

function tellAll({ source, told }: Sweep, tell: Tell): void {
  const { bytes, ends, count } = source;
  for (let place = 0, start = 4; place < count; place++) {
    const end = ends[place] as number;
    if (end > start) told[place] = tell(bytes, start, end);
    start = end + 4;
  }
}

function statesOfCitizenIds({ source, states, told, closely }: Sweep): void {
  const { bytes, ends, count } = source;
  for (let place = 0, start = 4; place < count; place++) {
    const end = ends[place] as number;
    if (told[place] !== 0) states[place] = READ;
    else if (end > start)
      states[place] = end - start === 18 && isPlain(bytes, start, end) ? READ : closely(place);
    start = end + 4;
  }
}

/** Dates become ISO days; told is the day as YYYYMMDD. */
export function sweepDates({ source, states, told, closely, instead }: Sweep): void {
  const { bytes, ends, count } = source;
  for (let place = 0, start = 4; place < count; place++) {
    const end = ends[place] as number;
    if (end > start) {
      const day = readDay(bytes, start, end);
      told[place] = day;
      states[place] = day === 0 ? closely(place) : READ;
      if (day !== 0 && !(end - start === 10 && bytes[start + 4] === HYPHEN)) {
        const target = instead(place);
        const begin = target.reserve(10);
        writeDay(target.bytes, begin, { bytes, start, end });
        target.close(begin + 10);
      }
    }
    start = end + 4;
  }
}
