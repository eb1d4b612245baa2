import { createHash } from 'node:crypto';
import type { EndedJob, LineageDataset, LineageTrace } from '#kernel/lineage';
import { facetUrls, schemaUrl, type OpenLineageDataset, type OpenLineageEvent } from './openlineage.ts';

export const producer = 'urn:yaojiang:platform';
/** Ours beside the standard's: both languages of titles and labels, the place on the way, and that it is invented. */
export const cityFacet = 'yaojiang_city';
const cityFacetUrl = 'urn:yaojiang:openlineage:city-facet:1';

type Facet = { readonly _producer: string; readonly _schemaURL: string; readonly [name: string]: unknown };
type Facets = Record<string, Facet>;

const facet = (url: string, what: Readonly<Record<string, unknown>>): Facet => ({
  _producer: producer,
  _schemaURL: url,
  ...what,
});

/** A name-based UUID (RFC 9562, version 5) of a part of a job, whose id is the namespace. */
export function partId(job: string, part: string | undefined): string {
  if (part === undefined) return job;
  const hash = createHash('sha1')
    .update(Buffer.from(job.replaceAll('-', ''), 'hex'))
    .update(part)
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function schemaFacets(namespace: string, { fields = [] }: LineageDataset): Facets {
  if (fields.length === 0) return {};
  const from = fields.filter((field) => (field.from?.length ?? 0) > 0);
  const inputOf = (each: { dataset: string; field: string }) => ({
    namespace,
    name: each.dataset,
    field: each.field,
  });
  return {
    schema: facet(facetUrls.schema, {
      fields: fields.map(({ name, type, label }, index) => ({
        name,
        ...(type && { type }),
        ...(label && { description: label.zh }),
        ordinal_position: index + 1,
      })),
    }),
    ...(from.length > 0 && {
      columnLineage: facet(facetUrls.columnLineage, {
        fields: Object.fromEntries(
          from.map(({ name, from: inputs = [] }) => [name, { inputFields: inputs.map(inputOf) }]),
        ),
      }),
    }),
  };
}

function facetsOf(namespace: string, dataset: LineageDataset): Facets {
  const { title, kind: stage, path, simulated = false, version, owner, fields = [] } = dataset;
  const labels = Object.fromEntries(fields.flatMap(({ name, label }) => (label ? [[name, label]] : [])));
  return {
    [cityFacet]: facet(cityFacetUrl, { title, stage, simulated, labels, ...(path && { path }) }),
    ...(version && { version: facet(facetUrls.version, { datasetVersion: version }) }),
    ...(owner && {
      ownership: facet(facetUrls.ownership, {
        owners: [{ name: `organisation:${owner}`, type: 'MAINTAINER' }],
      }),
    }),
    ...schemaFacets(namespace, dataset),
  };
}

function inputOf(namespace: string, dataset: LineageDataset): OpenLineageDataset {
  const assertions = dataset.assertions ?? [];
  return {
    namespace,
    name: dataset.name,
    facets: facetsOf(namespace, dataset),
    ...(assertions.length > 0 && {
      inputFacets: { dataQualityAssertions: facet(facetUrls.dataQualityAssertions, { assertions }) },
    }),
  };
}

function outputOf(namespace: string, dataset: LineageDataset): OpenLineageDataset {
  const { rows, bytes } = dataset;
  const counted = {
    ...(rows !== undefined && { rowCount: rows }),
    ...(bytes !== undefined && { size: bytes }),
  };
  return {
    namespace,
    name: dataset.name,
    facets: facetsOf(namespace, dataset),
    ...(Object.keys(counted).length > 0 && {
      outputFacets: { outputStatistics: facet(facetUrls.outputStatistics, counted) },
    }),
  };
}

const stateOf = { done: 'COMPLETE', failed: 'FAIL', cancelled: 'ABORT' } as const;

/** The two events of one piece of work that has ended: its START, and how it ended. */
export function eventsOf(namespace: string, job: EndedJob, trace: LineageTrace): readonly OpenLineageEvent[] {
  const { part, title = job.title, inputs, outputs } = trace;
  const parent = facet(facetUrls.parent, { run: { runId: job.id }, job: { namespace, name: job.name } });
  const begun = {
    producer,
    schemaURL: schemaUrl,
    job: {
      namespace,
      name: part === undefined ? job.name : `${job.name}.${part}`,
      facets: {
        jobType: facet(facetUrls.jobType, {
          processingType: 'BATCH',
          integration: 'YAOJIANG',
          jobType: 'JOB',
        }),
        [cityFacet]: facet(cityFacetUrl, { title }),
      },
    },
    inputs: inputs.map((each) => inputOf(namespace, each)),
    outputs: outputs.map((each) => outputOf(namespace, each)),
  };
  const runId = partId(job.id, part);
  const ofParent = part === undefined ? {} : { parent };
  const failure: Facets = job.problem
    ? {
        errorMessage: facet(facetUrls.errorMessage, {
          message: job.problem.en,
          programmingLanguage: 'TypeScript',
        }),
      }
    : {};
  return [
    { ...begun, eventTime: job.startedAt, eventType: 'START', run: { runId, facets: ofParent } },
    {
      ...begun,
      eventTime: job.endedAt,
      eventType: stateOf[job.status],
      run: { runId, facets: { ...ofParent, ...failure } },
    },
  ];
}
