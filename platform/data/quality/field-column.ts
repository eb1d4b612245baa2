import { Texts, type TextColumn } from '#engines/parquet';
import { trimmed, type Form } from './forms.ts';
import type { Scratch } from './scratch.ts';

export const MISSING = 0;
export const READ = 1;
export const UNREADABLE = 2;

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
}

/** Place of the value of a row; below zero when the row has none. */
export const placeOf = ({ codes }: FieldColumn, row: number): number =>
  codes === null ? row : (codes[row] as number);

export const stateOf = (column: FieldColumn, row: number): number => {
  const place = placeOf(column, row);
  return place < 0 ? MISSING : (column.states[place] as number);
};

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

  /** Replaces one text; places must rise. @returns what became of it */
  replace(place: number, form: Form): number {
    const source = this.#source;
    this.#target.addRun(source, this.#done, place);
    this.#done = place + 1;
    if (form.rewrite?.(source, source.start(place), source.end(place), this.#target)) return READ;
    const given = trimmed(source.text(place));
    const normal = given === '' ? null : form.normal(given);
    this.#target.add(normal ?? '');
    if (given === '') return MISSING;
    return normal === null ? UNREADABLE : READ;
  }

  finish(): Texts {
    if (this.#done === 0) return this.#source;
    this.#target.addRun(this.#source, this.#done, this.#source.count);
    return this.#target;
  }
}

/** Brings a column into its normal form; what is made lies in `scratch` under `name`. */
export function readField(
  { texts, codes, rows }: TextColumn,
  form: Form,
  { scratch, name }: { readonly scratch: Scratch; readonly name: string },
): FieldColumn {
  const states = scratch.bytes(name, texts.count);
  const rewriter = new Rewriter(texts, scratch.texts(name));
  const { bytes } = texts;
  for (let place = 0, start = 4; place < texts.count; place++) {
    const end = texts.end(place);
    if (end > start) states[place] = form.isNormal(bytes, start, end) ? READ : rewriter.replace(place, form);
    start = end + 4;
  }
  return { rows, codes, raw: texts, normal: rewriter.finish(), states };
}

/** The normal values as a column of a file; a text that cannot be read is no value there. */
export function normalColumn({ rows, codes, normal, states }: FieldColumn): TextColumn {
  if (codes === null || states.every((state) => state === READ)) return { texts: normal, codes, rows };
  const texts = new Texts();
  const places = Int32Array.from(states, (state, place) => {
    if (state !== READ) return -1;
    texts.copy(normal, place);
    return texts.count - 1;
  });
  return { texts, codes: codes.map((code) => (code < 0 ? code : (places[code] as number))), rows };
}
