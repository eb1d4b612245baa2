import { birthInCitizenId, digitsAt } from '#engines/identifiers';
import { dayOfIso, readDay } from './day.ts';
import { READ, type FieldColumn } from './field-column.ts';
import type { Lookups } from './lookups.ts';
import type { Scratch } from './scratch.ts';

/** Tells a number of the bytes of a value. */
type Tell = (bytes: Buffer, start: number, end: number) => number;

/** Some rows under check: their fields, and what several rules ask of a field, worked out once. */
export class RowGroup {
  readonly rows: number;
  readonly scratch: Scratch;
  readonly #fields: ReadonlyMap<string, FieldColumn>;
  readonly #regions: Regions;
  readonly #today: number;
  readonly #days = new Map<string, Int32Array>();
  readonly #births = new Map<string, Int32Array>();

  constructor(
    rows: number,
    fields: ReadonlyMap<string, FieldColumn>,
    { lookups, scratch }: { readonly lookups: Lookups; readonly scratch: Scratch },
  ) {
    this.rows = rows;
    this.scratch = scratch;
    this.#fields = fields;
    this.#regions = new Regions(lookups.inventedDivisions);
    this.#today = dayOfIso(lookups.today);
  }

  field(name: string): FieldColumn {
    const column = this.#fields.get(name);
    if (!column) throw new RangeError(`no field ${name} was read`);
    return column;
  }

  /** Of each value of a field of dates: the day as YYYYMMDD, 0 without one. */
  days(name: string): Int32Array {
    return this.#told(this.#days, `days of ${name}`, name, readDay);
  }

  /** Of each citizen identity number: the birth in it as YYYYMMDD, 0 when the number is missing or wrong. */
  births(name: string): Int32Array {
    return this.#told(this.#births, `births of ${name}`, name, (bytes, start, end) =>
      this.#birthIn(bytes, start, end),
    );
  }

  #told(kept: Map<string, Int32Array>, room: string, name: string, tell: Tell): Int32Array {
    const known = kept.get(name);
    if (known) return known;
    const { normal, states } = this.field(name);
    const told = this.scratch.ints(room, states.length);
    for (let place = 0; place < states.length; place++)
      if (states[place] === READ) told[place] = tell(normal.bytes, normal.start(place), normal.end(place));
    kept.set(name, told);
    return told;
  }

  #birthIn(bytes: Buffer, start: number, end: number): number {
    const birth = birthInCitizenId(bytes, start, end);
    return birth > 0 && birth <= this.#today && this.#regions.has(digitsAt(bytes, start, 6)) ? birth : 0;
  }
}

/** Divisions that a number may name: of a province that there is, or invented. */
class Regions {
  readonly #invented: ReadonlySet<number>;

  constructor(invented: readonly string[]) {
    this.#invented = new Set(invented.map(Number));
  }

  has(division: number): boolean {
    return (division >= 110_000 && division < 830_000) || this.#invented.has(division);
  }
}
