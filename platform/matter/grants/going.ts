import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { closeTask, openTask, type TaskTerm } from '#platform/base/tasks';
import { withdrawPublicity } from '#platform/base/publishing';
import { dropPanel } from '#platform/matter/assessment';
import { Application } from './records.ts';
import type { State } from './shapes.ts';
import type { ApplicationRow } from './store.ts';
import { texts } from './texts.ts';

export const sourceOf = (key: string) => ({ module: 'grants', record: 'application', key });
/** What is lacking waits for the applicant beside the officer's task, whose clock stands. */
const lackingOf = (key: string) => ({ module: 'grants', record: 'supplement', key });

interface Waits {
  readonly title: Text;
  /** The applicant; the organisation's officers otherwise. */
  readonly applicant?: true;
  readonly days: number;
}

/** What waits for a person in each state. Where money or a panel is under way, other organs have the task. */
const waiting: Partial<Record<State, Waits>> = {
  filed: { title: texts.acceptTask, days: 5 },
  supplement: { title: texts.supplementTask, applicant: true, days: 10 },
  reviewed: { title: texts.publiciseTask, days: 5 },
  publicity: { title: texts.awardTask, days: 20 },
  unpaid: { title: texts.accountTask, applicant: true, days: 10 },
  paid: { title: texts.reportTask, applicant: true, days: 60 },
  reported: { title: texts.concludeTask, days: 10 },
};

export const taskKinds = Object.entries(waiting).map(([state, { title, days }]) => ({
  kind: `grants.${state}`,
  title: fill(title, { receipt: '' }),
  clock: { unit: 'working-days', amount: days } satisfies TaskTerm,
}));

export const matterOf = (id: string): string => `grants.application:${id}`;

/** What other organs began for an application ends with it. */
async function end(context: Context, tx: Db, id: string, why: Text): Promise<void> {
  await dropPanel(context, tx, matterOf(id));
  await withdrawPublicity(context, tx, matterOf(id), why[context.language]);
}

type Bare = Omit<ApplicationRow, 'meta'>;
export type Change = Partial<Bare>;

/** The task of the state that an application came to. */
async function openNext(context: Context, tx: Db, row: Bare, simulated: boolean): Promise<void> {
  const { id, state, reportDueAt } = row;
  const waits = waiting[state];
  if (!waits) return;
  await openTask(context, tx, {
    kind: `grants.${state}`,
    title: fill(waits.title, { receipt: row.receipt }),
    owner: row.organisation,
    ...(waits.applicant ? { assignee: row.account } : {}),
    source: state === 'supplement' ? lackingOf(id) : sourceOf(id),
    link: waits.applicant ? '/my/grants' : `/grants/applications/${id}`,
    ...(state === 'paid' && reportDueAt ? { dueAt: reportDueAt } : {}),
    simulated,
  });
}

/**
 * Takes an application a step on: a new version of its row, which is the step that the applicant reads, an entry in the
 * ledger, and the task of the state it comes to in place of the one it leaves.
 * With `task: 'keep'` the task that waits stays as it is.
 */
export async function goOn(
  context: Context,
  tx: Db,
  { meta, ...row }: Bare & { readonly meta: { readonly simulated: boolean } },
  { task = 'next', ...change }: Change & { readonly task?: 'next' | 'keep' },
): Promise<void> {
  const next = { ...row, why: null, ...change };
  const { id, state } = next;
  const { simulated } = meta;
  const outcome = { outcome: texts[state] };
  await writeRows(context, tx, Application, [next], { source: 'grants', basis: 'grants', simulated });
  await closeTask(context, tx, lackingOf(id), outcome);
  if (task === 'keep') return;
  if (state === 'withdrawn' || state === 'refused') await end(context, tx, id, texts[state]);
  if (state !== 'supplement') await closeTask(context, tx, sourceOf(id), outcome);
  await openNext(context, tx, next, simulated);
}
