import { digitsAt, soundBirth } from '#engines/identifiers';
import { dayOfIso, readDay } from './day.ts';
import { READ, type FieldColumn } from './field-column.ts';
import type { Lookups } from './lookups.ts';

/** Some rows under check: their fields, and what several rules ask of a field, worked out once. */
export class RowGroup {
  readonly rows: number;
  readonly #fields: ReadonlyMap<string, FieldColumn>;
  readonly #regions: Regions;
  readonly #today: number;
  readonly #days = new Map<string, Int32Array>();
  readonly #births = new Map<string, Int32Array>();

  constructor(rows: number, fields: ReadonlyMap<string, FieldColumn>, lookups: Lookups) {
    this.rows = rows;
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
    return remembered(this.#days, name, () => ofEachValue(this.field(name), readDay));
  }

  /** Of each citizen identity number: the birth in it as YYYYMMDD, 0 when the number is missing or wrong. */
  births(name: string): Int32Array {
    return remembered(this.#births, name, () => ofEachValue(this.field(name), (bytes, start, end) => this.#birthIn(bytes, start, end)));
  }

  #birthIn(bytes: Buffer, start: number, end: number): number {
    const birth = soundBirth(bytes, start, end);
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

function remembered(kept: Map<string, Int32Array>, name: string, make: () => Int32Array): Int32Array {
  const found = kept.get(name) ?? make();
  kept.set(name, found);
  return found;
}

function ofEachValue({ normal, states }: FieldColumn, tell: (bytes: Buffer, start: number, end: number) => number): Int32Array {
  const told = new Int32Array(states.length);
  for (let place = 0; place < states.length; place++)
    if (states[place] === READ) told[place] = tell(normal.bytes, normal.start(place), normal.end(place));
  return told;
}
