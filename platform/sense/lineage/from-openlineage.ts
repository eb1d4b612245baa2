import { z } from 'zod';
import { Text } from '#kernel/texts';
import { Stage } from './contract.ts';
import type { OpenLineageDataset, OpenLineageEvent } from './openlineage.ts';
import { cityFacet } from './to-openlineage.ts';

/** What an event says of a job or a dataset. */
export interface Told {
  readonly id: string;
  readonly kind: 'job' | 'dataset';
  readonly namespace: string;
  readonly name: string;
  readonly title: Text;
  readonly stage: Stage;
  readonly owner: string | null;
  readonly path: string | null;
  readonly simulated: boolean;
  readonly version: string | null;
  readonly rows: number | null;
  readonly state: string | null;
  readonly run: string | null;
  readonly facets: Readonly<Record<string, unknown>>;
}

export interface ToldEdge {
  readonly job: string;
  readonly dataset: string;
  readonly direction: 'in' | 'out';
}

const CityFacet = z
  .object({ title: Text, stage: Stage.exclude(['job']), path: z.string(), simulated: z.boolean() })
  .partial();
const Version = z.object({ datasetVersion: z.string() });
const Owners = z.object({ owners: z.array(z.object({ name: z.string() })) });
const Counted = z.object({ rowCount: z.number().int() });
const Documented = z.object({ description: z.string().min(1) });

export const datasetId = ({ namespace, name }: { namespace: string; name: string }): string =>
  `dataset:${namespace}:${name}`;
export const jobId = ({ namespace, name }: { namespace: string; name: string }): string =>
  `job:${namespace}:${name}`;

const organisationIn = (facet: unknown): string | null => {
  const owner = Owners.safeParse(facet).data?.owners[0]?.name;
  return owner?.startsWith('organisation:') ? owner.slice('organisation:'.length) : null;
};

/** Only this platform itself says where a thing stands in the city, and where it opens. */
const ownFacet = (own: boolean, facet: unknown): z.infer<typeof CityFacet> =>
  own ? (CityFacet.safeParse(facet).data ?? {}) : {};

/** What a dataset's own facets say of it. */
function describedBy(facets: Readonly<Record<string, unknown>>, name: string, isOwn: boolean) {
  const { title, stage = 'outside', path = null, simulated = false } = ownFacet(isOwn, facets[cityFacet]);
  const called = Documented.safeParse(facets['documentation']).data?.description ?? name;
  return { title: title ?? { zh: called, en: called }, stage, path, simulated };
}

const versionIn = (facet: unknown): string | null => Version.safeParse(facet).data?.datasetVersion ?? null;
const rowsIn = (facet: unknown): number | null => Counted.safeParse(facet).data?.rowCount ?? null;

function datasetOf(event: OpenLineageEvent, dataset: OpenLineageDataset, isOwn: boolean): Told {
  const { namespace, name, facets = {}, outputFacets = {} } = dataset;
  return {
    id: datasetId(dataset),
    kind: 'dataset',
    namespace,
    name,
    ...describedBy(facets, name, isOwn),
    owner: organisationIn(facets['ownership']),
    version: versionIn(facets['version']),
    rows: rowsIn(outputFacets['outputStatistics']),
    state: null,
    run: event.run?.runId ?? null,
    facets,
  };
}

function jobOf(event: OpenLineageEvent, job: NonNullable<OpenLineageEvent['job']>, isOwn: boolean): Told {
  const { namespace, name, facets = {} } = job;
  const own = ownFacet(isOwn, facets[cityFacet]);
  return {
    id: jobId(job),
    kind: 'job',
    namespace,
    name,
    title: own.title ?? { zh: name, en: name },
    stage: 'job',
    owner: organisationIn(facets['ownership']),
    path: null,
    simulated: false,
    version: null,
    rows: null,
    state: event.eventType ?? null,
    run: event.run?.runId ?? null,
    facets,
  };
}

/**
 * The jobs and datasets that an event tells of, and how they hang together.
 * @param isOwn told by this platform of its own work
 */
export function toldBy(
  event: OpenLineageEvent,
  isOwn: boolean,
): { nodes: readonly Told[]; edges: readonly ToldEdge[] } {
  const { job, dataset, inputs = [], outputs = [] } = event;
  const nodes = new Map<string, Told>();
  for (const each of [...inputs, ...outputs, ...(dataset ? [dataset] : [])])
    nodes.set(datasetId(each), datasetOf(event, each, isOwn));
  if (!job) return { nodes: [...nodes.values()], edges: [] };
  const own = jobOf(event, job, isOwn);
  const edge = (direction: 'in' | 'out') => (each: OpenLineageDataset) => ({
    job: own.id,
    dataset: datasetId(each),
    direction,
  });
  return {
    nodes: [own, ...nodes.values()],
    edges: [...inputs.map(edge('in')), ...outputs.map(edge('out'))],
  };
}
