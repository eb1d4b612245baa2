/** What happens to somebody's place in a household. */
export const movementKinds = ['born', 'moved-in', 'moved-out', 'died'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** Something that was registered; days are `2026-05-01`, instants ISO. */
export interface Movement {
  readonly kind: MovementKind;
  readonly number: string;
  readonly day: string;
  /** When the delivery spoke that told of it. */
  readonly at: string;
}

/** The household register said that somebody belongs to a household. */
export interface Statement {
  readonly number: string;
  readonly relation: string | null;
  readonly day: string;
  readonly at: string;
}

/** Somebody's time in one household. */
export interface Membership {
  readonly number: string;
  readonly relation: string | null;
  /** Day since which; null when it was never registered and only known from `toldOn`. */
  readonly from: string | null;
  readonly came: 'born' | 'moved-in' | null;
  /** When the register first told of it. */
  readonly toldOn: string | null;
  /** First day on which it is over; null while it stands. */
  readonly until: string | null;
  /** `changed`: told of in another household since, without a movement. */
  readonly went: 'moved-out' | 'died' | 'changed' | null;
}

type Open = { -readonly [K in keyof Membership]: Membership[K] } & {
  /** Ended by something that was registered, so that an older list does not bring it back. */
  ended?: true;
};

type Happening =
  | { readonly at: string; readonly movement: Movement }
  | { readonly at: string; readonly statement: Statement };

const isArrival = (kind: MovementKind): kind is 'born' | 'moved-in' => kind === 'born' || kind === 'moved-in';

/** Of one delivery the movements come first, in the order of their days; on one day somebody leaves before they come. */
const ranks = (happening: Happening): readonly string[] =>
  'movement' in happening
    ? [happening.at, '0', happening.movement.day, isArrival(happening.movement.kind) ? '1' : '0']
    : [happening.at, '1', happening.statement.number, happening.statement.relation ?? ''];

/** As they were told. */
function inOrder(statements: readonly Statement[], movements: readonly Movement[]): Happening[] {
  const happenings: Happening[] = [
    ...movements.map((movement) => ({ at: movement.at, movement })),
    ...statements.map((statement) => ({ at: statement.at, statement })),
  ];
  const key = (each: Happening) => ranks(each).join(' ');
  return happenings.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

const opened = (number: string, more: Partial<Open>): Open => ({
  number,
  relation: null,
  from: null,
  came: null,
  toldOn: null,
  until: null,
  went: null,
  ...more,
});

/** The memberships of one person on their way, in their order. */
class Life {
  readonly all: Open[] = [];

  get current(): Open | undefined {
    const last = this.all.at(-1);
    return last?.until === null ? last : undefined;
  }

  #close(day: string, went: Membership['went'], ended: boolean): void {
    const { current } = this;
    if (!current) return;
    current.until = day;
    current.went = went;
    if (ended) current.ended = true;
  }

  /** Puts what is over before the present one, which it precedes. */
  #putBefore(membership: Open): void {
    this.all.splice(this.current ? -1 : this.all.length, 0, membership);
  }

  arrive({ number, day, kind }: Movement & { readonly kind: 'born' | 'moved-in' }): void {
    const { current } = this;
    if (this.all.some((each) => each.number === number && each.from === day)) return;
    if (current?.number === number) {
      // A list told of it before it was registered.
      current.from ??= day;
      current.came ??= kind;
    } else if (current?.from && current.from > day) this.#cameBefore(current.from, { number, day, kind });
    else {
      this.#close(day, 'changed', true);
      this.all.push(opened(number, { from: day, came: kind }));
    }
  }

  /** Told of late: it lies before what is known already. */
  #cameBefore(
    until: string,
    { number, day, kind }: Pick<Movement, 'number' | 'day'> & { readonly kind: 'born' | 'moved-in' },
  ): void {
    const before = this.all.at(-2);
    if (before?.until && before.until > day) before.until = day;
    this.#putBefore(opened(number, { from: day, came: kind, until, went: 'changed', ended: true }));
  }

  leave({ number, day, kind }: Movement & { readonly kind: 'moved-out' | 'died' }): void {
    const known = this.all.findLast((each) => each.number === number);
    if (!known) this.#putBefore(opened(number, { until: day, went: kind, ended: true }));
    else if (known.until === null || known.went === 'changed') {
      known.until = day;
      known.went = kind;
      known.ended = true;
    }
  }

  told({ number, relation, day }: Statement): void {
    const { current } = this;
    const last = this.all.findLast((each) => each.number === number);
    if (current?.number === number) {
      current.toldOn ??= day;
      current.relation = relation ?? current.relation;
    } else if (last?.ended) {
      // A list that was drawn before the departure was entered brings nobody back.
      last.toldOn ??= day;
      last.relation ??= relation;
    } else if (!this.all.some(({ went }) => went === 'died')) {
      this.#close(day, 'changed', false);
      this.all.push(opened(number, { relation, toldOn: day }));
    }
  }
}

/**
 * Somebody's households in their order, from what the register said of them and what was registered of them, as it was
 * told. The same whatever the order in which it came in. A relation is what was last said.
 */
export function membershipsOf(
  statements: readonly Statement[],
  movements: readonly Movement[],
): readonly Membership[] {
  const life = new Life();
  for (const happening of inOrder(statements, movements)) {
    if ('statement' in happening) life.told(happening.statement);
    else {
      const { movement } = happening;
      const { kind } = movement;
      if (isArrival(kind)) life.arrive({ ...movement, kind });
      else life.leave({ ...movement, kind });
    }
  }
  return life.all.map(({ ended: _ended, ...membership }) => membership);
}
