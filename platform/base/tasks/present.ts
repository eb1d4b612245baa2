import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { readClock } from '#engines/working-days';
import { accountNames } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import { isHolder } from './acts.ts';
import { termOf } from './clocks.ts';
import { findKind } from './kinds.ts';
import { readerOf, type Reader } from './reader.ts';
import { lampOf } from './rules.ts';
import { cityCalendar } from './settings.ts';
import type { mays, Task, TaskWithNotes } from './shapes.ts';
import { findCopies, findPauses, type PauseRow } from './side-store.ts';
import { findNotes, type SeenTask, type TaskRow } from './store.ts';
import { getSeen } from './take.ts';

interface Names {
  readonly owners: Awaited<ReturnType<typeof organisationNames>>;
  readonly people: Awaited<ReturnType<typeof accountNames>>;
}

function shown(context: Context, row: TaskRow, { owners, people }: Names): Task {
  const { id, kind, owner, pool, assignee, link, openedAt, dueAt, dueCertain, pausedAt, closedAt } = row;
  const { status, urged, urgedAt, escalated, count, simulated, outcomeZh, outcomeEn } = row;
  return {
    id,
    kind,
    kindTitle: findKind(context, kind)?.title ?? null,
    title: { zh: row.titleZh, en: row.titleEn },
    owner,
    ownerName: owners.get(owner) ?? null,
    pool,
    assignee,
    assigneeName: people.get(assignee ?? '') ?? null,
    source: { module: row.module, record: row.record, key: row.key },
    link,
    openedAt,
    dueAt,
    dueCertain,
    clock: termOf(row) ?? null,
    pausedAt,
    closedAt,
    status,
    lamp: lampOf(row, context.clock.now()),
    urged,
    urgedAt,
    escalated,
    outcome: outcomeZh === null ? null : { zh: outcomeZh, en: outcomeEn ?? outcomeZh },
    count,
    simulated,
  };
}

export async function present(context: Context, rows: readonly TaskRow[]): Promise<Task[]> {
  const names: Names = {
    owners: await organisationNames(
      context.db,
      rows.map(({ owner }) => owner),
    ),
    people: await accountNames(
      context.db,
      rows.flatMap(({ assignee }) => assignee ?? []),
    ),
  };
  return rows.map((row) => shown(context, row, names));
}

type May = (typeof mays)[number];

/** What concerns the clock, for whoever has a hand in it. */
function mayClock(context: Context, task: SeenTask): May[] {
  if (task.pausedAt !== null) return ['resume'];
  return task.dueAt !== null && lampOf(task, context.clock.now()) !== 'red' ? ['pause'] : [];
}

const mayClaim = ({ assignee, pool, onBehalfOf }: SeenTask, { roles, parties }: Reader): boolean =>
  assignee === null &&
  (onBehalfOf === null || parties.includes(onBehalfOf)) &&
  (pool === null || roles.includes(pool));

/** What a reader may do with a task as it stands: what the page offers. The acts themselves refuse on their own. */
function mayDo(context: Context, reader: Reader, task: SeenTask): May[] {
  if (task.closedAt !== null) return [];
  const holder = isHolder({ reader, task });
  const hand = holder || scopeOf(context.actor, 'tasks:manage') !== undefined;
  const urge: May[] = holder || task.pausedAt !== null ? [] : ['urge'];
  if (!task.insider) return urge;
  const claim: May[] = mayClaim(task, reader) ? ['claim'] : [];
  const release: May[] = task.assignee !== null && hand ? ['release'] : [];
  return [
    ...claim,
    ...release,
    'handOver',
    'note',
    'copy',
    ...urge,
    ...(hand ? mayClock(context, task) : []),
  ];
}

async function leftOf(context: Context, task: TaskRow, pauses: readonly PauseRow[]): Promise<number | null> {
  const term = termOf(task);
  if (!term || task.closedAt !== null) return null;
  const clock = { start: task.openedAt, term, pauses };
  return readClock(await cityCalendar(context.db), clock, context.clock.now().toISOString()).left;
}

async function copiesOf(db: Db, task: string): Promise<TaskWithNotes['copies']> {
  const copies = await findCopies(db, task);
  const of = (kind: string) => copies.filter((copy) => copy.kind === kind).map(({ reader }) => reader);
  const people = await accountNames(db, of('person'));
  const organisations = await organisationNames(db, of('organisation'));
  return copies.map((copy) => ({
    ...copy,
    name: (copy.kind === 'person' ? people.get(copy.reader) : organisations.get(copy.reader)?.zh) ?? null,
  }));
}

/** One task whole, as its reader may see it. @throws Problem 404 */
export async function show(context: Context, id: string): Promise<TaskWithNotes> {
  const { db } = context;
  const reader = await readerOf(context, db);
  const row = await getSeen(db, reader, id);
  const [task] = await present(context, [row]);
  if (!task) throw new Error(`task ${id} is not shown`);
  const notes = await findNotes(db, id);
  const pauses = await findPauses(db, id);
  const names = await accountNames(
    db,
    [...notes, ...pauses].map(({ by }) => by),
  );
  const nameOf = ({ by }: { readonly by: string }) => names.get(by) ?? null;
  const may = mayDo(context, reader, row);
  return {
    ...task,
    linkText: findKind(context, row.kind)?.linkText ?? null,
    notes: notes.map((note) => ({ ...note, byName: nameOf(note) })),
    pauses: pauses.map((pause) => ({ ...pause, byName: nameOf(pause) })),
    copies: await copiesOf(db, id),
    left: await leftOf(context, row, pauses),
    mayRelease: may.includes('release'),
    may,
    copied: row.copied && !row.insider,
  };
}
