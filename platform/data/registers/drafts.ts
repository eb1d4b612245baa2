import type { Db } from '#kernel/db';
import type { Dataset } from '#platform/data/catalogue';
import type { CheckedRow } from '#platform/data/quality';
import {
  agreement,
  merge,
  nameVerdict,
  strongest,
  type Brought,
  type Confirmed,
  type Golden,
} from './rules.ts';
import * as store from './store.ts';
import type { Subject } from './subjects.ts';

/** One batch on its way into its register. */
export interface Joining {
  readonly dataset: Dataset;
  readonly batch: string;
  /** When the delivery speaks, ISO. */
  readonly at: string;
  readonly subject: Subject;
  readonly simulated: boolean;
  /** The greatest weight that any dataset has for the name: whose word on it counts. */
  readonly chief: number;
  /** A newer delivery of the dataset has joined already. */
  readonly late: boolean;
}

/** A row of a department that is part of an entity. */
export interface Member {
  readonly dataset: string;
  readonly key: string;
  readonly batch: string;
  readonly row: number;
  readonly at: string;
  readonly confirms: Confirmed;
}

/** An entity as it is being made by the rows of a batch. */
export interface Draft {
  id: string | undefined;
  /** Of a side: the person whose it is. */
  readonly person?: string;
  golden: Golden;
  readonly members: Map<string, Member>;
  readonly former: readonly string[];
  simulated: boolean;
  /** Something of it has to be written. */
  changed: boolean;
}

/** A row that speaks of another than the number's owner, and which row speaks for that owner. */
export interface Conflict {
  readonly row: Pick<CheckedRow, 'key' | 'row'> & { readonly dataset: string; readonly batch: string };
  readonly name: string;
  readonly identifier: string;
  readonly draft: Draft;
  /** The name that the number stands for, and the row that gave it. */
  readonly standing: string;
  readonly counterpart: Member | undefined;
}

export const memberKey = (dataset: string, key: string): string => `${dataset} ${key}`;

export interface Spoken {
  readonly row: CheckedRow;
  readonly identifier: string;
  readonly brought: readonly Brought[];
}

/** What the rows say of the register's attributes; rows without an identifier say nothing. */
export function spokenBy(joining: Joining, rows: readonly CheckedRow[]): Spoken[] {
  const { dataset, batch, at, subject } = joining;
  const fed = dataset.fields.flatMap(({ name, feeds }) => (feeds ? [{ name, ...feeds }] : []));
  return rows.flatMap((row) => {
    const brought = fed.flatMap(({ name, attribute, authority }): Brought[] => {
      const value = row.values[name];
      return value
        ? [{ attribute, value, origin: { dataset: dataset.code, batch, row: row.row, at, authority } }]
        : [];
    });
    const identifier = brought.find(({ attribute }) => attribute === subject.identifier)?.value;
    return identifier ? [{ row, identifier, brought }] : [];
  });
}

/** In place of the identifier of a row that people gave to somebody: whose it is. */
const pinned = '#';
export const pinnedTo = (person: string): string => `${pinned}${person}`;

/** The entities as they stand whose numbers the rows bear, and those to whom people gave some of them. */
export async function loadDrafts(
  tx: Db,
  { subject, chief }: Joining,
  spoken: readonly Spoken[],
): Promise<Map<string, Draft>> {
  const identifiers = [...new Set(spoken.map(({ identifier }) => identifier))];
  const given = identifiers.flatMap((each) => (each.startsWith(pinned) ? [each.slice(1)] : []));
  const standing = [
    ...(await store.findByIdentifiers(tx, subject, identifiers)),
    ...(await store.findByIds(tx, subject, given)).map((each) => ({
      ...each,
      identifier: pinnedTo(each.id),
    })),
  ];
  const former = await store.formerNames(tx, subject, chief, renamed(standing, spoken));
  return new Map(
    standing.map(({ id, person, identifier, values, origins, members, simulated }) => [
      identifier,
      {
        id,
        ...(person !== undefined && { person }),
        golden: { values, origins, confirmed: strongest(members.map(({ confirms }) => confirms)) },
        members: new Map(members.map((member) => [memberKey(member.dataset, member.key), member])),
        former: former.get(id) ?? [],
        simulated,
        changed: false,
      },
    ]),
  );
}

/** Ids of entities for which some row brings another name. */
function renamed(standing: readonly store.Standing[], spoken: readonly Spoken[]): string[] {
  const nameOf = ({ brought }: Spoken) => brought.find(({ attribute }) => attribute === 'name')?.value;
  const names = Map.groupBy(spoken, ({ identifier }) => identifier);
  return standing
    .filter(({ identifier, values }) =>
      names.get(identifier)?.some((each) => (nameOf(each) ?? values['name']) !== values['name']),
    )
    .map(({ id }) => id);
}

const empty: Golden = { values: {}, origins: {}, confirmed: {} };

const valuesOf = (brought: readonly Brought[]): Record<string, string> =>
  Object.fromEntries(brought.map(({ attribute, value }) => [attribute, value]));

type Verdict = ReturnType<typeof nameVerdict>;

function verdictOn({ subject, dataset, chief }: Joining, draft: Draft, { row, brought }: Spoken): Verdict {
  const { values, origins } = draft.golden;
  if (subject.agreeOn) return agreement(values, valuesOf(brought), subject.agreeOn);
  const [standing, incoming] = [values['name'], brought.find(({ attribute }) => attribute === 'name')];
  if (!standing || !incoming) return 'same';
  const own = memberKey(dataset.code, row.key);
  return nameVerdict({
    standing,
    incoming: incoming.value,
    former: draft.former,
    weights: { standing: origins['name']?.authority ?? 0, incoming: incoming.origin.authority, chief },
    hasSibling: [...draft.members].some(([key, each]) => key !== own && each.dataset === dataset.code),
    isAlone: draft.members.size === 1 && draft.members.has(own),
  });
}

const conflictWith = (
  draft: Draft,
  { identifier }: Spoken,
  row: Conflict['row'],
  name: string,
): Conflict => ({
  row,
  name,
  identifier,
  draft,
  standing: draft.golden.values['name'] ?? '',
  counterpart: counterpartOf(draft, row),
});

/** The row whose word the standing name is. */
function counterpartOf({ golden, members }: Draft, row: Conflict['row']): Member | undefined {
  const origin = golden.origins['name'];
  const candidates = [...members.values()].filter(
    (each) => each.dataset === origin?.dataset && !(each.dataset === row.dataset && each.key === row.key),
  );
  return (
    candidates.find(({ batch, row: at }) => batch === origin?.batch && at === origin.row) ?? candidates[0]
  );
}

/** Takes all out of an entity that was somebody else's; the rows that go. */
function expel(draft: Draft): Member[] {
  const gone = [...draft.members.values()];
  draft.members.clear();
  const { values } = draft.golden;
  draft.golden = {
    values: Object.fromEntries(Object.keys(values).map((name) => [name, null])),
    origins: {},
    confirmed: {},
  };
  return gone;
}

export interface Decided {
  readonly members: readonly {
    readonly identifier: string;
    readonly row: CheckedRow;
    readonly confirms: Confirmed;
  }[];
  readonly conflicts: readonly Conflict[];
}

/** Decides row by row, in their order, so that two rows of one number in one batch meet each other too. */
export function decide(joining: Joining, spoken: readonly Spoken[], drafts: Map<string, Draft>): Decided {
  const { dataset, batch, at, simulated } = joining;
  const members: { identifier: string; row: CheckedRow; confirms: Confirmed }[] = [];
  const conflicts: Conflict[] = [];
  for (const each of spoken) {
    const { row, identifier, brought } = each;
    const draft: Draft = drafts.get(identifier) ?? {
      id: undefined,
      golden: empty,
      members: new Map(),
      former: [],
      simulated,
      changed: false,
    };
    const verdict = draft.golden === empty ? 'same' : verdictOn(joining, draft, each);
    if (verdict === 'conflict') {
      const name = valuesOf(brought)['name'] ?? '';
      conflicts.push(conflictWith(draft, each, { ...row, dataset: dataset.code, batch }, name));
      continue;
    }
    if (verdict === 'claimed') conflicts.push(...takenOver(joining, draft, each));
    const { golden, confirms, changes } = merge(draft.golden, brought);
    const key = memberKey(dataset.code, row.key);
    const isNewDataset = ![...draft.members.values()].some((member) => member.dataset === dataset.code);
    draft.golden = golden;
    draft.changed ||= changes || isNewDataset;
    draft.members.set(key, { dataset: dataset.code, key: row.key, batch, row: row.row, at, confirms });
    drafts.set(identifier, draft);
    members.push({ identifier, row, confirms });
  }
  return { members, conflicts };
}

/** The authority gives the number to somebody else: the rows that were taken for that person are in conflict with it. */
function takenOver({ dataset, batch, at }: Joining, draft: Draft, spoken: Spoken): Conflict[] {
  const { row, brought, identifier } = spoken;
  const mistaken = draft.golden.values['name'] ?? '';
  const counterpart: Member = { dataset: dataset.code, key: row.key, batch, row: row.row, at, confirms: {} };
  return expel(draft).map((member) => ({
    row: { dataset: member.dataset, key: member.key, row: member.row, batch: member.batch },
    name: mistaken,
    identifier,
    draft,
    standing: valuesOf(brought)['name'] ?? '',
    counterpart: member.dataset === dataset.code && member.key === row.key ? undefined : counterpart,
  }));
}
