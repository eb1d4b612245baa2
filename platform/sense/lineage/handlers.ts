import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { Text } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import type { LineageNode, operations } from './contract.ts';
import { datasetId } from './from-openlineage.ts';
import { gather, namespaceOf } from './gather.ts';
import { walkGraph } from './graph.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';
import { cityFacet } from './to-openlineage.ts';

const dayMs = 86_400_000;

const ownDataset = (context: Context, name: string) => ({ namespace: namespaceOf(context), name });

async function shapeNodes(context: Context, rows: readonly store.NodeRow[]): Promise<LineageNode[]> {
  const names = await organisationNames(
    context.db,
    rows.flatMap(({ owner }) => owner ?? []),
  );
  return rows.map(({ zh, en, owner, facets: _facets, own: _own, ...row }) => ({
    ...row,
    title: { zh, en },
    owner: owner === null ? null : { code: owner, name: names.get(owner) ?? { zh: owner, en: owner } },
  }));
}

const SchemaFacet = z.object({
  fields: z.array(
    z.object({ name: z.string(), type: z.string().optional(), description: z.string().optional() }),
  ),
});
const ColumnFacet = z.object({
  fields: z.record(
    z.string(),
    z.object({
      inputFields: z.array(z.object({ namespace: z.string(), name: z.string(), field: z.string() })),
    }),
  ),
});

const Labels = z.object({ labels: z.record(z.string(), Text) });

function fieldsOf({ facets, own }: store.NodeRow) {
  const labels = own ? (Labels.safeParse(facets[cityFacet]).data?.labels ?? {}) : {};
  const made = ColumnFacet.safeParse(facets['columnLineage']).data?.fields ?? {};
  return (SchemaFacet.safeParse(facets['schema']).data?.fields ?? []).map(({ name, type, description }) => ({
    name,
    label: labels[name] ?? (description === undefined ? null : { zh: description, en: description }),
    type: type ?? null,
    from: (made[name]?.inputFields ?? []).map(({ name: dataset, field }) => ({ dataset, field })),
  }));
}

export const handlers: Handlers<typeof operations> = {
  async receive({ body }, context) {
    const now = context.clock.now();
    if (Date.parse(body.eventTime) > now.getTime() + dayMs)
      throw new Problem(422, 'lineage.future-event', texts.futureEvent);
    if (body.job?.namespace === namespaceOf(context))
      throw new Problem(422, 'lineage.own-namespace', texts.ownNamespace);
    return context.transaction((tx) =>
      store.putEvent(tx, body, { receivedAt: now.toISOString(), own: false }),
    );
  },

  async events({ query }, context) {
    await gather(context);
    const items = await store.listEvents(context.db, query);
    return { items, next: items.length < query.limit ? null : (items.at(-1)?.sequence ?? null) };
  },

  async nodes({ query }, context) {
    await gather(context);
    const { rows, total } = await store.listNodes(context.db, query);
    const shown = rows.slice(0, query.limit);
    return {
      items: await shapeNodes(context, shown),
      next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
      total: { value: Math.min(total, 10_000), capped: total > 10_000 },
      asOf: context.clock.now().toISOString(),
    };
  },

  async graph({ query }, context) {
    await gather(context);
    const id = /^(dataset|job):/.test(query.node) ? query.node : datasetId(ownDataset(context, query.node));
    const { ids, edges, cut } = await walkGraph(context.db, id, query);
    const rows = await store.findNodes(context.db, [...ids]);
    const own = rows.find((each) => each.id === id);
    if (!own) throw notFound(texts.node, query.node);
    const nodes = await shapeNodes(context, rows);
    const node = nodes.find((each) => each.id === id);
    if (!node) throw notFound(texts.node, query.node);
    const writers =
      own.kind === 'job' ? [own.id] : edges.filter(({ to }) => to === own.id).map(({ from }) => from);
    return {
      node,
      nodes,
      edges: [...edges],
      cut,
      fields: fieldsOf(own),
      runs: [...(await store.listRuns(context.db, writers))],
    };
  },
};
