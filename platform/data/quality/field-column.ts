import { Texts, type TextColumn } from '#engines/parquet';
import { trimmed, type Form, type Told } from './forms.ts';
import type { Scratch } from './scratch.ts';
import { MISSING, READ, UNREADABLE } from './states.ts';

/**
 * One field of some rows, as handed in and in its normal form. A value that stands in many rows is looked at once: what
 * is told of values is told by their place, which `at` gives for a row.
 */
export interface FieldColumn {
  readonly rows: number;
  readonly codes: Int32Array | null;
  readonly raw: Texts;
  /** Empty where a value is missing or cannot be read. */
  readonly normal: Texts;
  /** MISSING, READ or UNREADABLE of each value. */
  readonly states: Uint8Array;
  /** What its form tells of each value. */
  readonly told: { readonly what: Told; readonly values: Int32Array } | undefined;
}

/** Place of the value of a row; below zero when the row has none. */
export const placeOf = ({ codes }: FieldColumn, row: number): number =>
  codes === null ? row : (codes[row] as number);

export const stateOf = (column: FieldColumn, row: number): number => {
  const place = placeOf(column, row);
  return place < 0 ? MISSING : (column.states[place] as number);
};

/** The text of a row as it was handed in. */
export function textAt({ texts, codes }: TextColumn, row: number): string | null {
  const place = codes === null ? row : (codes[row] as number);
  return place < 0 ? null : texts.text(place) || null;
}

/** Texts like others, but for some; those between are carried over in one piece. */
class Rewriter {
  readonly #source: Texts;
  readonly #target: Texts;
  #done = 0;

  /** @param target empty */
  constructor(source: Texts, target: Texts) {
    this.#source = source;
    this.#target = target;
  }

  /** Those before `place` are as they were; places must rise. @returns where the one that stands for it is to be added */
  instead(place: number): Texts {
    this.#target.addRun(this.#source, this.#done, place);
    this.#done = place + 1;
    return this.#target;
  }

  /** Those before `place` stand in the target, or are about to. @returns it */
  written(place: number): Texts {
    this.#done = place;
    return this.#target;
  }

  finish(): Texts {
    if (this.#done === 0) return this.#source;
    this.#target.addRun(this.#source, this.#done, this.#source.count);
    return this.#target;
  }
}

interface Room {
  readonly scratch: Scratch;
  readonly name: string;
}

/** Brings a column into its normal form; what is made lies in `scratch` under `name`. */
export function readField(
  { texts, codes, rows }: TextColumn,
  form: Form,
  { scratch, name }: Room,
): FieldColumn {
  const { tells } = form;
  const states = scratch.bytes(name, texts.count);
  const told = scratch.ints(`told of ${name}`, tells ? texts.count : 0);
  const rewriter = new Rewriter(texts, scratch.texts(name));
  const closely = (place: number): number => {
    const given = trimmed(texts.text(place));
    const normal = given === '' ? null : form.normal(given);
    const target = rewriter.instead(place);
    target.add(normal ?? '');
    if (normal === null) return given === '' ? MISSING : UNREADABLE;
    if (tells) told[place] = tells.tell(target.bytes, target.start(place), target.end(place));
    return READ;
  };
  const written = (place: number): Texts => rewriter.written(place);
  form.sweep({ source: texts, states, told, closely, written });
  const normal = rewriter.finish();
  return { rows, codes, raw: texts, normal, states, told: tells && { what: tells.what, values: told } };
}

/** The normal values as a column of a file; a text that cannot be read is no value there. */
export function normalColumn(
  { rows, codes, normal, states }: FieldColumn,
  { scratch, name }: Room,
): TextColumn {
  if (codes === null || states.every((state) => state === READ)) return { texts: normal, codes, rows };
  const texts = new Texts();
  const places = Int32Array.from(states, (state, place) => {
    if (state !== READ) return -1;
    texts.copy(normal, place);
    return texts.count - 1;
  });
  const known = scratch.ints(`normal ${name}`, codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    known[row] = code < 0 ? code : (places[code] as number);
  }
  return { texts, codes: known, rows };
}
