import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import type { CheckedRow } from '#platform/data/quality';
import { raiseConflicts, settleConflicts } from './conflicts.ts';
import {
  decide,
  loadDrafts,
  spokenBy,
  type Decided,
  type Draft,
  type Joining,
  type Spoken,
} from './drafts.ts';
import { goldenRow, registersLock } from './golden-row.ts';
import { withPins } from './regroup/pins.ts';
import { idsOfLeft } from './recheck/recheck-store.ts';
import { provisionalOf, retireEmptied } from './regroup/retire.ts';
import { putDrafts, writeUnited } from './regroup/unite.ts';
import * as store from './store.ts';
import type { Subject } from './subjects.ts';

export interface Joined {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly conflicts: number;
}

/** Whoever left the register for want of a row comes back as who they were. */
async function nameNewOnes(tx: Db, subject: Subject, drafts: ReadonlyMap<string, Draft>): Promise<void> {
  const nameless = [...drafts].filter(([, draft]) => draft.id === undefined);
  const before = await idsOfLeft(
    tx,
    subject,
    nameless.map(([number]) => number),
  );
  const fresh = nameless.filter(([number]) => !before.has(number));
  const ids = await store.newIds(tx, subject.letter, fresh.length);
  fresh.forEach(([, draft], index) => {
    draft.id = ids[index];
  });
  for (const [number, draft] of nameless) draft.id ??= before.get(number);
}

const rowOf = (subject: Subject, { id, golden, members }: Draft): Record<string, unknown> =>
  goldenRow(
    subject,
    { id: id ?? '', golden },
    [...members.values()].map(({ dataset }) => dataset),
  );

/** A late row that came again since under another number speaks of nobody any more. */
async function stillSpoken(
  tx: Db,
  joining: Joining,
  spoken: readonly Spoken[],
  drafts: ReadonlyMap<string, Draft>,
): Promise<readonly Spoken[]> {
  if (!joining.late) return spoken;
  const newer = await store.membersSince(
    tx,
    joining,
    spoken.map(({ row }) => row.key),
  );
  if (newer.size === 0) return spoken;
  return spoken.filter(({ row, identifier }) => {
    const entity = newer.get(row.key);
    return entity === undefined || entity === drafts.get(identifier)?.id;
  });
}

/** The rows as they are noted. Of several with one key the last one stands, as when it comes in a later piece. */
function membersOf(decided: Decided['members'], drafts: ReadonlyMap<string, Draft>) {
  const noted = new Map<
    string,
    { readonly identifier: string } & Parameters<typeof store.putMembers>[2][number]
  >();
  for (const { identifier, row, confirms } of decided) {
    const { id = '', person } = drafts.get(identifier) ?? {};
    const before = noted.get(row.key);
    noted.set(row.key, {
      identifier,
      row_key: row.key,
      entity: person ?? id,
      side: person && id,
      row: row.row,
      confirms: before?.identifier === identifier ? { ...before.confirms, ...confirms } : confirms,
    });
  }
  return [...noted.values()];
}

async function putMembers(
  tx: Db,
  { dataset, batch, at }: Joining,
  { members, conflicts }: Decided,
  drafts: ReadonlyMap<string, Draft>,
): Promise<void> {
  await store.removeMembers(
    tx,
    conflicts.map(({ row, draft }) => ({ dataset: row.dataset, row_key: row.key, entity: draft.id ?? '' })),
  );
  await store.putMembers(tx, { dataset: dataset.code, batch, at }, membersOf(members, drafts));
}

/** Writes what was changed of sides, and the persons whose they are anew: a word that was only said again counts among them. */
async function writeSides(
  context: Context,
  tx: Db,
  { batch, dataset, simulated }: Joining,
  heard: readonly Draft[],
): Promise<void> {
  const persons = [...new Set(heard.flatMap(({ person }) => person ?? []))];
  await putDrafts(
    tx,
    heard.filter((draft) => draft.changed || (simulated && !draft.simulated)),
    simulated,
  );
  await writeUnited(context, tx, persons, { source: `batch:${batch}`, basis: `catalogue:${dataset.code}` });
}

/**
 * Joins some rows of a batch into their register, in the transaction given: entities made or changed, the membership of
 * each row noted, contradictions returned to both owners as findings. A row that says what stands already writes no
 * version. Running it again over the same rows changes nothing.
 */
export async function joinRows(
  context: Context,
  tx: Db,
  joining: Joining,
  rows: readonly CheckedRow[],
): Promise<Joined> {
  const { dataset, batch, subject } = joining;
  await oneAtATime(tx, registersLock);
  const said = spokenBy(joining, rows);
  const all = subject.name === 'person' ? await withPins(tx, dataset.code, said) : said;
  const emptied = await provisionalOf(tx, subject, dataset.code, all);
  const drafts = await loadDrafts(tx, joining, all);
  const decided = decide(joining, await stillSpoken(tx, joining, all, drafts), drafts);
  await nameNewOnes(tx, subject, drafts);
  const touched = new Set(decided.members.map(({ identifier }) => identifier));
  const changed = [...drafts].flatMap(([identifier, draft]) =>
    touched.has(identifier) && (draft.changed || (joining.simulated && !draft.simulated)) ? [draft] : [],
  );
  const written = await writeRows(
    context,
    tx,
    subject.record,
    changed.filter(({ person }) => person === undefined).map((draft) => rowOf(subject, draft)),
    { source: `batch:${batch}`, simulated: joining.simulated, basis: `catalogue:${dataset.code}` },
  );
  await putMembers(tx, joining, decided, drafts);
  const sides = changed.filter(({ person }) => person !== undefined);
  await writeSides(
    context,
    tx,
    joining,
    [...drafts].flatMap(([identifier, draft]) => (touched.has(identifier) && draft.person ? [draft] : [])),
  );
  await retireEmptied(context, tx, emptied, joining);
  await settleConflicts(
    context,
    tx,
    joining,
    decided.members.map(({ row }) => row),
  );
  await raiseConflicts(context, tx, joining, decided.conflicts);
  return {
    created: written.created,
    changed: written.changed + sides.length,
    unchanged: written.unchanged + touched.size - changed.length,
    conflicts: decided.conflicts.length,
  };
}
