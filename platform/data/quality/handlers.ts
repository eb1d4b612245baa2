import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { getDatasetEver, getDatasetInForce, listDatasets } from '#platform/data/catalogue';
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
  async mendFile({ params, query }, context) {
    const dataset = await getDatasetEver(context.db, params.dataset);
    assertOwner(context, 'quality:mend', dataset.provider);
    return mendFile(context, dataset, query.batch);
  },
  async sharedRows({ params, query }, context) {
    const dataset = await getDatasetInForce(context.db, params.dataset);
    const rows = await readSharedRows(context, dataset, query);
    return { ...rows, dataset: dataset.code, simulated: await isSimulated(context.db, dataset.code) };
  },
  async rules({ query }, context) {
    const { db } = context;
    const owner = ownerFor(context);
    const [rules, open] = await Promise.all([listRules(db, query.dataset), store.openByRule(db, owner)]);
    const own = new Set(
      (await listDatasets(db)).flatMap(({ code, provider }) => (provider === owner ? [code] : [])),
    );
    const seen = rules.filter(({ rule }) => owner === undefined || own.has(rule.dataset));
    const items = seen.map(({ rule, implied }) => ({
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
    return { items: await store.summarise(context.db, dayOf(context), ownerFor(context)), at: now };
  },
};
