import { Problem } from '#kernel/problem';
import { writeRows, type Incoming } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { findCitizenPerson } from '#platform/base/identity';
import { closeTask, openTask, pauseTask, resumeTask, type TaskTerm } from '#platform/base/tasks';
import { keyOf, type AnyRow, type At, type Flow, type Waits } from './declared.ts';
import { findSteps } from './store.ts';

/** Under which the task of a row waits. */
export const sourceOf = ({ record }: Flow, key: string) => ({
  module: record.module,
  record: record.name,
  key,
});
/** What waits in a pausing state waits beside the task whose clock stands. */
const besideOf = (flow: Flow, key: string, state: string) => ({
  ...sourceOf(flow, key),
  record: `${flow.record.name}-${state}`,
});

export const termOf = ({ clock }: Pick<Waits<AnyRow>, 'clock'>): TaskTerm =>
  typeof clock === 'number' ? { unit: 'working-days', amount: clock } : clock;

/** Under which what waits in a state waits. */
export const waitingUnder = (flow: Flow, key: string, state: string) =>
  flow.states[state]?.pauses ? besideOf(flow, key, state) : sourceOf(flow, key);

/** Whom the applicant's account acts for; null where it is their own matter. */
export async function partyIn(
  { parties }: Flow,
  { tx, row }: Pick<At<AnyRow>, 'tx' | 'row'>,
): Promise<string | null> {
  const party = parties.applicant && row[parties.applicant];
  if (typeof party !== 'string') return null;
  return party === (await findCitizenPerson(tx, String(row[parties.account]))) ? null : party;
}

/** For whom it waits, and where they go on: the organisation that deals with it, the one that handed it in, or a person. */
async function whomFor(flow: Flow, at: At<AnyRow>, waits: Waits<AnyRow>) {
  const { parties, record, page } = flow;
  const { row } = at;
  const link = `/${record.module}/${record.plural}/${keyOf(flow, row)}`;
  const deals = String(row[parties.organisation]);
  if (waits.for !== 'applicant') return { owner: deals, link };
  if (parties.unit !== undefined) return { owner: String(row[parties.unit]), link };
  const onBehalfOf = await partyIn(flow, at);
  return { owner: deals, assignee: String(row[parties.account]), onBehalfOf, link: page };
}

async function openWaiting(flow: Flow, at: At<AnyRow>): Promise<void> {
  const { context, tx, row } = at;
  const { record } = flow;
  const { waits } = flow.states[row.state] ?? {};
  if (!waits) return;
  const key = keyOf(flow, row);
  const dueAt = waits.dueAt?.(row);
  await openTask(context, tx, {
    kind: `${record.module}.${row.state}`,
    title: fill(waits.title, { [record.label]: String(row[record.label]) }),
    ...(await whomFor(flow, at, waits)),
    source: waitingUnder(flow, key, row.state),
    clock: termOf(waits),
    ...(dueAt && { dueAt }),
    simulated: row.meta.simulated,
  });
}

/** A clock that was stopped, or set going, by hand is as it should be; what has no date has none to stop. */
async function unlessSo(done: Promise<unknown>): Promise<void> {
  const so = new Set(['tasks.paused', 'tasks.not-paused', 'tasks.no-clock']);
  await done.catch((error: unknown) => {
    if (!(error instanceof Problem) || !so.has(error.code)) throw error;
  });
}

/** The state in which the clock stopped that stands now. */
async function stoppedIn(flow: Flow, { tx, row }: At<AnyRow>): Promise<string | undefined> {
  const steps = await findSteps(tx, flow, [keyOf(flow, row)]);
  return steps.slice(0, -1).findLast(({ state }) => !flow.states[state]?.pauses)?.state;
}

const nameOf = (flow: Flow, state: string): Text => flow.states[state]?.title ?? { zh: state, en: state };

/** The clock of the task that waits stands from now on. */
async function stop(flow: Flow, { context, tx, row }: At<AnyRow>, law: Text): Promise<void> {
  const { language } = context;
  const pause = { reason: row.why ?? nameOf(flow, row.state)[language], basis: law[language] };
  await unlessSo(pauseTask(context, tx, sourceOf(flow, keyOf(flow, row)), pause));
}

/** The task of the state that is left gives way to that of the state that the row came to. */
async function changeTasks(flow: Flow, at: At<AnyRow>, left: string): Promise<void> {
  const { context, tx, row } = at;
  const key = keyOf(flow, row);
  const law = flow.states[row.state]?.pauses;
  const outcome = nameOf(flow, row.state);
  const stood = flow.states[left]?.pauses !== undefined;
  if (stood) await closeTask(context, tx, besideOf(flow, key, left), { outcome });
  if (stood && row.state === (await stoppedIn(flow, at)))
    return unlessSo(resumeTask(context, tx, sourceOf(flow, key)));
  if (!law) await closeTask(context, tx, sourceOf(flow, key), { outcome });
  else if (!stood) await stop(flow, at, law);
  return openWaiting(flow, at);
}

async function write(
  flow: Flow,
  { context, tx }: Pick<At<AnyRow>, 'context' | 'tx'>,
  row: Incoming,
  by: {
    readonly source: string;
    readonly simulated: boolean;
  },
): Promise<void> {
  await writeRows(context, tx, flow.record, [row], { ...by, basis: flow.record.module });
}

/** A row begins its way: its first version, and what waits in its first state. */
export async function start(flow: Flow, at: At<AnyRow>): Promise<void> {
  const { meta, ...row } = at.row;
  await write(flow, at, row, { source: flow.record.module, simulated: meta.simulated });
  await openWaiting(flow, at);
  await flow.states[row.state]?.enter?.(at);
}

/**
 * Takes a row a step on: a new version, which is the step that people read, an entry in the ledger, the task of the state
 * that it comes to in place of the one that it leaves. A change that says no other state leaves the tasks and words alone.
 */
export async function goOn(
  flow: Flow,
  at: At<AnyRow>,
  change: Incoming,
  source: string = flow.record.module,
): Promise<void> {
  const { row } = at;
  if (Object.keys(change).length === 0) return;
  const moves = change['state'] !== undefined && change['state'] !== row.state;
  const silent = moves && flow.record.fields['why'] !== undefined ? { why: null } : {};
  const next = { ...row, ...silent, ...change } as AnyRow;
  const { record } = flow;
  const said = { [record.key]: row[record.key], ...silent, ...change };
  await write(flow, at, said, { source, simulated: row.meta.simulated });
  if (!moves) return;
  await changeTasks(flow, { ...at, row: next }, row.state);
  await flow.states[next.state]?.enter?.({ ...at, row: next });
}
