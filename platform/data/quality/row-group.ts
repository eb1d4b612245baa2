import { birthTeller, type Tell } from './birth.ts';
import { readDay } from './day.ts';
import type { FieldColumn } from './field-column.ts';
import type { Told } from './forms.ts';
import type { Lookups } from './lookups.ts';
import type { Scratch } from './scratch.ts';
import { READ } from './states.ts';

/** Some rows under check: their fields, and what several rules ask of a field, worked out once. */
export class RowGroup {
  readonly rows: number;
  readonly scratch: Scratch;
  readonly #fields: ReadonlyMap<string, FieldColumn>;
  readonly #lookups: Lookups;
  readonly #days = new Map<string, Int32Array>();
  readonly #births = new Map<string, Int32Array>();
  readonly #numbers = new Map<string, Float64Array>();

  constructor(
    rows: number,
    fields: ReadonlyMap<string, FieldColumn>,
    { lookups, scratch }: { readonly lookups: Lookups; readonly scratch: Scratch },
  ) {
    this.rows = rows;
    this.scratch = scratch;
    this.#fields = fields;
    this.#lookups = lookups;
  }

  field(name: string): FieldColumn {
    const column = this.#fields.get(name);
    if (!column) throw new RangeError(`no field ${name} was read`);
    return column;
  }

  /** Of each value of a field of dates: the day as YYYYMMDD, 0 without one. */
  days(name: string): Int32Array {
    return this.#told(name, 'day') ?? this.#tell(this.#days, `days of ${name}`, { name, tell: readDay });
  }

  /** Of each citizen identity number: the birth in it as YYYYMMDD, 0 when the number is missing or wrong. */
  births(name: string): Int32Array {
    const tell = birthTeller(this.#lookups);
    return this.#told(name, 'birth') ?? this.#tell(this.#births, `births of ${name}`, { name, tell });
  }

  /** Of each value of a field of numbers: the number, NaN without one. */
  numbers(name: string): Float64Array {
    const known = this.#numbers.get(name);
    if (known) return known;
    const { normal, states } = this.field(name);
    const numbers = Float64Array.from(states, (state, place) =>
      state === READ ? Number(normal.text(place)) : NaN,
    );
    this.#numbers.set(name, numbers);
    return numbers;
  }

  #told(name: string, what: Told): Int32Array | undefined {
    const { told } = this.field(name);
    return told?.what === what ? told.values : undefined;
  }

  /** Of a field whose type does not tell it. */
  #tell(
    kept: Map<string, Int32Array>,
    room: string,
    { name, tell }: { readonly name: string; readonly tell: Tell },
  ): Int32Array {
    const known = kept.get(name);
    if (known) return known;
    const { normal, states } = this.field(name);
    const told = this.scratch.ints(room, states.length);
    for (let place = 0; place < states.length; place++)
      if (states[place] === READ) told[place] = tell(normal.bytes, normal.start(place), normal.end(place));
    kept.set(name, told);
    return told;
  }
}
