import { z } from 'zod';

/** OpenLineage 2-0-2, `RunEvent`, `JobEvent` and `DatasetEvent`: what the specification requires, and all else as it came. */
const name = z.string().min(1).max(1000);
/** RFC 3986, as JSON Schema's format `uri` means it; whatever else a browser would take as an address is none. */
const Uri = z
  .string()
  .max(2000)
  .regex(
    /^[a-z][a-z\d+.-]*:(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i,
  )
  .refine((text) => URL.canParse(text));
const Facets = z.record(z.string().max(200), z.looseObject({ _producer: Uri, _schemaURL: Uri }));

export const OpenLineageDataset = z.looseObject({
  namespace: name,
  name,
  facets: Facets.optional(),
  inputFacets: Facets.optional(),
  outputFacets: Facets.optional(),
});
export type OpenLineageDataset = z.infer<typeof OpenLineageDataset>;

export const OpenLineageJob = z.looseObject({ namespace: name, name, facets: Facets.optional() });
export const OpenLineageRun = z.looseObject({ runId: z.uuid(), facets: Facets.optional() });

const states = ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'] as const;

export const OpenLineageEvent = z
  .looseObject({
    eventTime: z.iso.datetime({ offset: true }),
    producer: Uri,
    schemaURL: Uri,
    eventType: z.enum(states).optional(),
    run: OpenLineageRun.optional(),
    job: OpenLineageJob.optional(),
    dataset: OpenLineageDataset.optional(),
    inputs: z.array(OpenLineageDataset).max(2000).optional(),
    outputs: z.array(OpenLineageDataset).max(2000).optional(),
  })
  .refine(
    ({ run, job, dataset }) => (run ? job !== undefined : (job === undefined) !== (dataset === undefined)),
    {
      message: 'a run with its job, a job alone, or a dataset alone',
    },
  )
  .refine(
    ({ schemaURL, run, job }) => {
      const called = /\/(Run|Job|Dataset)Event$/.exec(schemaURL)?.[1];
      const without = job ? 'Job' : 'Dataset';
      return called === undefined || called === (run ? 'Run' : without);
    },
    { message: 'schemaURL names another kind of event', path: ['schemaURL'] },
  )
  .meta({ id: 'OpenLineageEvent' });
export type OpenLineageEvent = z.infer<typeof OpenLineageEvent>;

export const schemaUrl = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';
const facetUrl = (version: string, of: string): string =>
  `https://openlineage.io/spec/facets/${version}/${of}.json#/$defs/${of}`;

/** The version of each facet that is written here. */
export const facetUrls = {
  schema: facetUrl('1-2-0', 'SchemaDatasetFacet'),
  columnLineage: facetUrl('1-2-0', 'ColumnLineageDatasetFacet'),
  version: facetUrl('1-0-1', 'DatasetVersionDatasetFacet'),
  ownership: facetUrl('1-0-1', 'OwnershipDatasetFacet'),
  outputStatistics: facetUrl('1-0-2', 'OutputStatisticsOutputDatasetFacet'),
  dataQualityAssertions: facetUrl('1-1-0', 'DataQualityAssertionsDatasetFacet'),
  errorMessage: facetUrl('1-0-1', 'ErrorMessageRunFacet'),
  jobType: facetUrl('2-0-4', 'JobTypeJobFacet'),
  parent: facetUrl('1-2-0', 'ParentRunFacet'),
} as const;
