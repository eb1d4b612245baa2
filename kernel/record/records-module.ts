import { may } from '../actor.ts';
import type { Context } from '../context.ts';
import { defineModule, mount, type Handlers } from '../module.ts';
import type { RecordOf } from './define.ts';
import { mayReveal } from './disclosure.ts';
import { planOf } from './plan.ts';
import { countRows } from './read-page.ts';
import { recordsOperations, type RecordSummary } from './records-contract.ts';
import { recordRegistry } from './registry.ts';
import { rowsWritten } from './rows-written.ts';
import { forgetView, listViews, saveView } from './saved-views.ts';
import { searchRecords } from './search.ts';

async function summaryOf(record: RecordOf, context: Context): Promise<RecordSummary> {
  const { id, module, name, plural, title, description, key, label, versions, list, rights, map } = record;
  const plan = planOf(record);
  return {
    id,
    module,
    name,
    path: `/api/${module}/${plural}`,
    title,
    description: description ?? null,
    key,
    label,
    versions,
    fields: plan.fields.map(({ name: fieldName, field }) => ({
      name: fieldName,
      label: field.label,
      kind: field.kind,
      sensitivity: field.sensitivity,
      required: !field.optional,
      computed: field.computed === true,
      codes: field.codes ?? null,
      record: field.record ?? null,
    })),
    filters: [...list.filters],
    orders: [...list.orders],
    search: [...(list.search ?? [])],
    mayWrite: rights.write !== undefined && record.import !== false && may(context.actor, rights.write),
    mayReveal: mayReveal(plan, context),
    map: map !== undefined,
    rows: await countRows(plan, context, {}),
  };
}

const handlers: Handlers<typeof recordsOperations> = {
  registry: async (_input, context) => {
    const readable = [...recordRegistry(context.modules).values()].filter(({ record }) =>
      may(context.actor, record.rights.read),
    );
    const items: RecordSummary[] = [];
    for (const { record } of readable) items.push(await summaryOf(record, context));
    return { items };
  },
  search: async ({ query }, context) => ({ items: await searchRecords(context, query.q, query.limit) }),
  views: async ({ params }, context) => ({ items: await listViews(context, params.list) }),
  saveView: async ({ params, body }, context) => {
    await saveView(context, params.list, body);
    return { items: await listViews(context, params.list) };
  },
  forgetView: async ({ params }, context) => {
    await forgetView(context, params.list, params.name);
    return { items: await listViews(context, params.list) };
  },
};

/** The kernel's own module about all records: which there are, and where a text is found. */
export const recordsModule = defineModule({
  id: 'records',
  title: { zh: '登记册', en: 'Records' },
  folder: import.meta.dirname,
  dependsOn: [],
  mounted: mount(recordsOperations, handlers),
  events: [rowsWritten],
});
