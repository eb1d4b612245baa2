import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill, type Text } from '#kernel/texts';
import { notify } from '#platform/base/notifications';
import { closeTask, openTask, type TaskKind } from '#platform/base/tasks';
import type { Row } from '#kernel/record';
import { findDataset } from '#platform/data/catalogue';
import type { Report, SharingRequest } from './records.ts';
import { officeOf, rulesOf } from './store.ts';
import { texts } from './texts.ts';

export type RequestRow = Row<typeof SharingRequest>;
export type ReportRow = Row<typeof Report>;
type About = 'check' | 'decide' | 'settle' | 'report';

/** The city's limits stand in its file, so who opens a task says its clock. */
export const taskKinds: readonly TaskKind[] = [
  { kind: 'exchange.check', title: texts.kindCheck, linkText: texts.linkOpen },
  { kind: 'exchange.decide', title: texts.kindDecide, linkText: texts.linkOpen },
  { kind: 'exchange.settle', title: texts.kindSettle, linkText: texts.linkOpen },
  { kind: 'exchange.report', title: texts.kindReport, linkText: texts.linkOpen },
  {
    kind: 'exchange.chain',
    title: texts.kindChain,
    linkText: texts.linkOpen,
    clock: { unit: 'working-days', amount: 1 },
  },
  {
    kind: 'exchange.left',
    title: texts.kindLeft,
    linkText: texts.linkOpen,
    clock: { unit: 'working-days', amount: 1 },
  },
];

const titles: Readonly<Record<About, Text>> = {
  check: texts.checkTask,
  decide: texts.decideTask,
  settle: texts.settleTask,
  report: texts.reportTask,
};

const sourceOf = (about: About, key: string) => ({ module: 'exchange', record: about, key });
const pathOf = (about: About, key: string) =>
  `/exchange/${about === 'report' ? 'reports' : 'requests'}/${encodeURIComponent(key)}`;

export const datasetTitle = async (db: Db, code: string): Promise<Text> =>
  (await findDataset(db, code))?.title ?? { zh: code, en: code };

/** Asks whoever has the next step to take it, by the city's limit for it. */
export async function openStep(
  context: Context,
  tx: Db,
  about: About,
  row: Pick<RequestRow, 'number' | 'dataset' | 'provider'> & {
    readonly meta: { readonly simulated: boolean };
  },
): Promise<void> {
  const { limits } = await rulesOf(tx);
  const ofOffice = about === 'check' || about === 'settle';
  await openTask(context, tx, {
    kind: `exchange.${about}`,
    title: fill(titles[about], { number: row.number, dataset: await datasetTitle(tx, row.dataset) }),
    owner: ofOffice ? await officeOf(tx) : row.provider,
    source: sourceOf(about, row.number),
    link: pathOf(about, row.number),
    clock: { unit: 'working-days', amount: limits[about] },
    simulated: row.meta.simulated,
  });
}

export const closeStep = (
  context: Context,
  tx: Db,
  about: About,
  { key, outcome, dropped }: { readonly key: string; readonly outcome: Text; readonly dropped?: true },
) =>
  closeTask(context, tx, sourceOf(about, key), {
    outcome,
    ...(dropped ? { status: 'dropped' as const } : {}),
  });

/** Tells an organisation what became of something of its own. */
export async function tell(
  context: Context,
  tx: Db,
  told: {
    readonly to: string;
    readonly kind: 'passed' | 'decided' | 'returned' | 'recalled' | 'answered' | 'stopped' | 'left';
    readonly number: string;
    readonly dataset: string;
    readonly link: string;
  },
): Promise<void> {
  const title = await datasetTitle(tx, told.dataset);
  await notify(context, tx, {
    to: { kind: 'organisation', id: told.to },
    kind: `exchange.${told.kind}`,
    params: { number: told.number, zh: title.zh, en: title.en },
    key: `${told.kind}:${told.number}:${context.requestId}`,
    link: told.link,
  });
}
