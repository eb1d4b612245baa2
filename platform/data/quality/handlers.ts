import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import type { Permission } from '#kernel/operation';
import { notFound, Problem } from '#kernel/problem';
import { getDataset } from '#platform/data/catalogue';
import { isSimulated } from '#platform/data/ingestion';
import { fieldOf } from './compile.ts';
import type { operations } from './contract.ts';
import { mendFile } from './mend-file.ts';
import { profileHandlers, ruleHandlers } from './rules-handlers.ts';
import { readSharedRows } from './shared-rows.ts';
import * as store from './store.ts';
import { listRules } from './store/rules.ts';
import { tellOwner } from './tell-owner.ts';

/** Which states a finding may leave for which. */
const leaves: Readonly<Record<string, readonly string[]>> = {
  contested: ['open'],
  waived: ['open', 'contested'],
  open: ['contested', 'waived'],
};

/** The owner's own findings, or anybody's for those who work for the whole city. */
function assertOwner(context: Context, permission: string, owner: string): void {
  if (scopeOf(context.actor, permission) === 'city' || context.actor.organisation === owner) return;
  throw new Problem(403, 'quality.not-yours', {
    zh: '这条问题属于另一个单位。',
    en: 'This finding belongs to another organisation.',
  });
}

interface Move {
  readonly permission: Permission;
  readonly id: string;
  readonly to: 'contested' | 'waived' | 'open';
  readonly note: string;
}

async function move(context: Context, { permission, id, to, note }: Move) {
  return context.transaction(async (tx) => {
    const finding = await store.findFinding(tx, id);
    if (!finding) throw notFound({ zh: '问题', en: 'finding' }, id);
    assertOwner(context, permission, finding.owner);
    if (!leaves[to]?.includes(finding.status))
      throw new Problem(
        409,
        'quality.finding-state',
        {
          zh: `这条问题现在是“${finding.status}”，不能这样处理。`,
          en: `The finding is ${finding.status}; this cannot be done to it now.`,
        },
        { status: finding.status },
      );
    await store.setStatus(tx, id, {
      status: to,
      note,
      by: context.actor.id,
      at: context.clock.now().toISOString(),
    });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'quality.finding',
      subjects: [],
      detail: { id, to },
    });
    await tellOwner(context, tx, await getDataset(tx, finding.dataset));
    return { id, status: to };
  });
}

/** The department whose figures an actor may see; undefined for all. */
const ownerFor = ({ actor }: Context): string | undefined =>
  scopeOf(actor, 'quality:read') === 'city' ? undefined : (actor.organisation ?? '');

export const handlers: Handlers<typeof operations> = {
  ...ruleHandlers,
  ...profileHandlers,
  contest: ({ params, body }, context) =>
    move(context, { permission: 'quality:mend', id: params.id, to: 'contested', note: body.reason }),
  waive: ({ params, body }, context) =>
    move(context, { permission: 'quality:manage', id: params.id, to: 'waived', note: body.reason }),
  reopen: ({ params, body }, context) =>
    move(context, { permission: 'quality:manage', id: params.id, to: 'open', note: body.reason }),
  async mendFile({ params }, context) {
    const dataset = await getDataset(context.db, params.dataset);
    assertOwner(context, 'quality:mend', dataset.provider);
    return mendFile(context, dataset);
  },
  async sharedRows({ params, query }, context) {
    const dataset = await getDataset(context.db, params.dataset);
    const after = query.after && Buffer.from(query.after, 'base64url').toString();
    const rows = await readSharedRows(context, dataset, { after, limit: query.limit });
    return { ...rows, dataset: dataset.code, simulated: await isSimulated(context.db, dataset.code) };
  },
  async rules({ query }, { db }) {
    const [rules, open] = await Promise.all([listRules(db, query.dataset), store.openByRule(db)]);
    const items = rules.map(({ rule, implied }) => ({
      id: rule.id,
      dataset: rule.dataset,
      title: rule.title,
      dimension: rule.dimension,
      severity: rule.severity,
      field: fieldOf(rule.check),
      days: rule.days,
      kind: rule.check.kind,
      implied,
      ofTheCity: !implied && !rule.id.startsWith('own.'),
      open: open.get(rule.id) ?? 0,
    }));
    return { items };
  },
  async summary(_input, context) {
    const now = context.clock.now().toISOString();
    return { items: await store.summarise(context.db, now.slice(0, 10), ownerFor(context)), at: now };
  },
};
