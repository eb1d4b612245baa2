import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { getDataset } from '#platform/data/catalogue';
import { isSimulated } from '#platform/data/ingestion';
import { fieldOf } from './compile.ts';
import type { operations } from './contract.ts';
import { mendFile } from './mend-file.ts';
import { assertOwner, move, moveMany } from './moves.ts';
import { profileHandlers, ruleHandlers } from './rules-handlers.ts';
import { readSharedRows } from './shared-rows.ts';
import * as store from './store.ts';
import { listRules } from './store/rules.ts';

/** The department whose figures an actor may see; undefined for all. */
const ownerFor = ({ actor }: Context): string | undefined =>
  scopeOf(actor, 'quality:read') === 'city' ? undefined : (actor.organisation ?? '');

export const handlers: Handlers<typeof operations> = {
  ...ruleHandlers,
  ...profileHandlers,
  contest: ({ params, body }, context) => move(context, 'contest', params.id, body),
  waive: ({ params, body }, context) => move(context, 'waive', params.id, body),
  reopen: ({ params, body }, context) => move(context, 'reopen', params.id, body),
  moveMany: ({ body }, context) => moveMany(context, body),
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
