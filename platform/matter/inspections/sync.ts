/**
 * How a visit that is recorded on several phones without network becomes one record. Pure; the browser and the server run
 * the same code.
 *
 * An edit sets one field and names the edits that its author saw there (`over`). What no later edit has seen is a head;
 * several heads with different values are a conflict: both stay, the latest by logical clock is shown, and the next edit
 * over both settles it. The outcome depends on the set of edits alone, never on the order in which they came.
 * (Lamport clocks, 1978; multi-value register: Shapiro et al., 2011, §3.2.2.)
 */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

export interface Edit {
  /** Made once by the phone: the same edit sent twice is one edit. */
  readonly id: string;
  readonly device: string;
  /** Greater than that of everything its author had seen. */
  readonly clock: number;
  readonly field: string;
  readonly value: Json;
  readonly over: readonly string[];
}

export interface FieldState {
  /** What is shown: the value of the first head. */
  readonly value: Json;
  /** Edits that nobody has written over, the latest first. */
  readonly heads: readonly Edit[];
  readonly conflict: boolean;
}

export interface Refusal {
  readonly id: string;
  readonly code: string;
}

/** What one phone holds. It is stored before anything of it is shown as kept. */
export interface Replica {
  readonly device: string;
  readonly clock: number;
  readonly edits: readonly Edit[];
  readonly unsent: readonly string[];
  /** How far the phone knows the server's log. */
  readonly after: number;
  /** What the server did not take, to be told to the person. */
  readonly refused: readonly (Refusal & { readonly edit: Edit })[];
}

export interface SyncRequest {
  readonly after: number;
  readonly edits: readonly Edit[];
}

export interface SyncAnswer {
  /** The answer holds the log behind `from`, up to and with `upTo`. */
  readonly from: number;
  readonly upTo: number;
  readonly edits: readonly Edit[];
  /** Ids of the request that are in the log now, whether by this request or an earlier one. */
  readonly taken: readonly string[];
  readonly refused: readonly Refusal[];
}

/** One text a value, whatever the order of its names. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const named = Object.entries(value as Readonly<Record<string, Json | undefined>>);
  const parts = named.flatMap(([name, each]) =>
    each === undefined ? [] : [`${JSON.stringify(name)}:${canonical(each)}`],
  );
  return `{${parts.toSorted().join(',')}}`;
}

const text = (one: string, other: string): number => Number(one > other) - Number(one < other);
const latestFirst = (one: Edit, other: Edit): number =>
  other.clock - one.clock || text(other.device, one.device) || text(other.id, one.id);

/** Whether `later` has seen `edit`, or is the same phone's later word on the field. A clock that does not rise sees nothing. */
const writesOver = (later: Edit, edit: Edit): boolean =>
  later.clock > edit.clock && (later.over.includes(edit.id) || later.device === edit.device);

function stateOf(edits: readonly Edit[]): FieldState | undefined {
  const heads = edits.filter((edit) => !edits.some((later) => writesOver(later, edit))).toSorted(latestFirst);
  const [first] = heads;
  if (!first) return undefined;
  const shown = canonical(first.value);
  return { value: first.value, heads, conflict: heads.some(({ value }) => canonical(value) !== shown) };
}

/** The fields of a record, in the order of their names. Quadratic in the edits of one field, linear in the fields. */
export function merge(edits: readonly Edit[]): ReadonlyMap<string, FieldState> {
  const fields = Map.groupBy(edits, ({ field }) => field);
  const names = [...fields.keys()].toSorted(text);
  return new Map(
    names.flatMap((name) => {
      const state = stateOf(fields.get(name) ?? []);
      return state ? [[name, state] as const] : [];
    }),
  );
}

export const newReplica = (device: string): Replica => ({
  device,
  clock: 0,
  edits: [],
  unsent: [],
  after: 0,
  refused: [],
});

/** The person sets a field, over whatever the phone knows of it. */
export function edit(
  replica: Replica,
  { id, field, value }: { readonly id: string; readonly field: string; readonly value: Json },
): Replica {
  const clock = replica.clock + 1;
  const over = merge(replica.edits.filter((each) => each.field === field)).get(field)?.heads ?? [];
  const made: Edit = { id, device: replica.device, clock, field, value, over: over.map((each) => each.id) };
  return { ...replica, clock, edits: [...replica.edits, made], unsent: [...replica.unsent, id] };
}

/** What to send now; sent again it does no harm. */
export function requestOf({ after, edits, unsent }: Replica, most = 200): SyncRequest {
  const waiting = new Set(unsent.slice(0, most));
  return { after, edits: edits.filter(({ id }) => waiting.has(id)) };
}

/** The phone after an answer, however late, often or out of order it comes. */
export function receive(replica: Replica, answer: SyncAnswer): Replica {
  const known = new Set(replica.edits.map(({ id }) => id));
  const others = answer.edits.filter(({ id }) => !known.has(id));
  const reasons = new Map(answer.refused.map(({ id, code }) => [id, code]));
  const settled = new Set([...answer.taken, ...reasons.keys(), ...answer.edits.map(({ id }) => id)]);
  const waiting = new Set(replica.unsent);
  const dropped = replica.edits.filter(({ id }) => reasons.has(id) && waiting.has(id));
  // An answer to a question older than what a restored phone knows leaves a gap: its edits are taken, its place is not.
  const joins = answer.from <= replica.after;
  return {
    device: replica.device,
    clock: Math.max(replica.clock, ...others.map(({ clock }) => clock)),
    edits: [...replica.edits.filter((each) => !dropped.includes(each)), ...others],
    unsent: replica.unsent.filter((id) => !settled.has(id)),
    after: joins ? Math.max(replica.after, answer.upTo) : replica.after,
    refused: [
      ...replica.refused,
      ...dropped.map((each) => ({ id: each.id, code: reasons.get(each.id) ?? '', edit: each })),
    ],
  };
}

/**
 * What of a request is new to the log, and what is refused.
 * @param present the edits of the request that the log has, by id
 * @param refuse why an edit cannot be taken: the record is closed, the field unknown
 */
export function admit(
  present: ReadonlyMap<string, Edit>,
  incoming: readonly Edit[],
  refuse: (edit: Edit) => string | undefined,
): {
  readonly added: readonly Edit[];
  readonly taken: readonly string[];
  readonly refused: readonly Refusal[];
} {
  const added = new Map<string, Edit>();
  const taken: string[] = [];
  const refused: Refusal[] = [];
  for (const each of incoming) {
    const had = present.get(each.id) ?? added.get(each.id);
    const code = had ? differing(had, each) : refuse(each);
    if (code !== undefined) refused.push({ id: each.id, code });
    else taken.push(each.id);
    if (!had && code === undefined) added.set(each.id, each);
  }
  return { added: [...added.values()], taken, refused };
}

/** An id stands for one edit for good. */
const differing = (had: Edit, said: Edit): string | undefined =>
  canonical({ ...had }) === canonical({ ...said }) ? undefined : 'inspections.id-taken';
