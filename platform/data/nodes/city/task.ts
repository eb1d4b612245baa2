import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { openTask, type TaskKind } from '#platform/base/tasks';
import { texts } from '../texts.ts';
import type { NodeRow } from './node-store.ts';
import { rulesOf } from './rules-of.ts';

const days = (amount: number) => ({ unit: 'working-days', amount }) as const;

export const taskKinds: readonly TaskKind[] = [
  { kind: 'nodes.returned', title: texts.kindReturned, linkText: texts.linkNode, clock: days(2) },
  { kind: 'nodes.forked', title: texts.kindForked, linkText: texts.linkNode, clock: days(1) },
  { kind: 'nodes.gap', title: texts.kindGap, linkText: texts.linkNode, clock: days(3) },
];

type About = 'returned' | 'gap';

async function tell(context: Context, tx: Db, node: NodeRow, about: About): Promise<void> {
  const { office } = await rulesOf(tx);
  await openTask(context, tx, {
    kind: `nodes.${about}`,
    title: fill(about === 'gap' ? texts.gapTitle : texts.returnedTitle, {
      title: { zh: node.titleZh, en: node.titleEn },
    }),
    owner: office === '' ? node.owner : office,
    source: { module: 'nodes', record: about, key: node.code },
    link: `/nodes/nodes/${encodeURIComponent(node.code)}`,
    simulated: node.simulated,
  });
}

/** Asks the office to look at a node that came back by itself. */
export const tellReturned = (context: Context, tx: Db, node: NodeRow): Promise<void> =>
  tell(context, tx, node, 'returned');

/** Asks the office to find out what became of envelopes that did not come. */
export const tellGap = (context: Context, tx: Db, node: NodeRow): Promise<void> =>
  tell(context, tx, node, 'gap');

/** Asks the office to find out why both ends of a channel hold different things under one number: no program mends that. */
export async function tellForked(context: Context, tx: Db, node: NodeRow, channel: string): Promise<void> {
  const { office } = await rulesOf(tx);
  await openTask(context, tx, {
    kind: 'nodes.forked',
    title: fill(texts.forkedTitle, { title: { zh: node.titleZh, en: node.titleEn }, channel }),
    owner: office === '' ? node.owner : office,
    source: { module: 'nodes', record: 'forked', key: `${node.code} ${channel}` },
    link: `/nodes/nodes/${encodeURIComponent(node.code)}`,
    simulated: node.simulated,
  });
}
