/** Commits on the way from a file to a figure, in the order in which a run first comes by them. */
export const commitPoints = [
  'a file is handed in',
  'its collecting is asked for',
  'a job is taken',
  'collected rows lie in the lake',
  'a batch is collected',
  'a job has ended',
  'events have their order',
  'a job is asked for by an event',
  'a subscriber has heard',
  'a batch changes its state',
  'checked rows lie in the lake',
  'mended findings are closed',
  'findings are written',
  'a batch is checked',
  'rows have joined the persons',
  'rows have joined the companies',
  'a batch has joined',
  'households are reckoned',
  'addresses have their codes',
  'households follow their addresses',
  'a comparison begins',
  'compared rows lie in the lake',
  'findings of a comparison are told',
  'a comparison is done',
  'a model is proposed or approved',
  'a linkage begins or is done',
  'rows without a number are linked',
  'the search index has entries',
  'a source waits for the search index',
  'a figure is measured',
] as const;

export type CommitPoint = (typeof commitPoints)[number];

/** What a commit wrote, as `insert registers.member`; with `only`, that and nothing else. */
interface Sign {
  readonly point: CommitPoint;
  readonly wrote: readonly string[];
  readonly only?: true;
}

/** The first that fits names the commit. */
const signs: readonly Sign[] = [
  { point: 'a batch is checked', wrote: ['insert quality.batch_result'] },
  { point: 'a batch is collected', wrote: ['insert ingestion.remembered_mapping'] },
  { point: 'a file is handed in', wrote: ['insert ingestion.batch'] },
  { point: 'its collecting is asked for', wrote: ['insert kernel.job', 'update ingestion.batch'] },
  { point: 'a batch has joined', wrote: ['insert registers.join_run', 'update ingestion.batch'] },
  {
    point: 'rows have joined the companies',
    wrote: ['insert registers.join_run', 'insert registers.company'],
  },
  { point: 'rows have joined the persons', wrote: ['insert registers.join_run'] },
  { point: 'households are reckoned', wrote: ['insert registers.household_reckoned'] },
  { point: 'households follow their addresses', wrote: ['insert registers.household'] },
  { point: 'addresses have their codes', wrote: ['insert registers.placing'] },
  { point: 'a comparison begins', wrote: ['insert reconciliation.run'] },
  { point: 'a comparison is done', wrote: ['update reconciliation.run'] },
  { point: 'a model is proposed or approved', wrote: ['insert linkage.model'] },
  { point: 'a linkage begins or is done', wrote: ['insert linkage.run'] },
  { point: 'rows without a number are linked', wrote: ['insert linkage.pair'] },
  { point: 'a figure is measured', wrote: ['insert indicators.value'] },
  { point: 'findings are written', wrote: ['insert quality.finding'], only: true },
  { point: 'mended findings are closed', wrote: ['update quality.finding'], only: true },
  { point: 'findings of a comparison are told', wrote: ['insert quality.finding'] },
  { point: 'a batch changes its state', wrote: ['update ingestion.batch'], only: true },
  { point: 'a source waits for the search index', wrote: ['insert search.pending'] },
  { point: 'the search index has entries', wrote: ['insert search.entry'] },
  { point: 'a job is asked for by an event', wrote: ['insert kernel.job', 'update kernel.event_cursor'] },
  { point: 'events have their order', wrote: ['update kernel.event_order'] },
  { point: 'a subscriber has heard', wrote: ['update kernel.event_cursor'], only: true },
  { point: 'a job is taken', wrote: ['take kernel.job'] },
  { point: 'a job has ended', wrote: ['end kernel.job'] },
];

const fits = (written: ReadonlySet<string>, { wrote, only }: Sign): boolean =>
  wrote.every((each) => written.has(each)) && (!only || written.size === wrote.length);

/** Name of a commit by what it wrote; undefined of what is no step on that way. */
export function pointOf(written: readonly string[]): CommitPoint | undefined {
  const all = new Set(written);
  // What the start of the platform writes: it is no part of a run.
  if (all.has('insert kernel.migration') || all.has('insert kernel.city_load')) return undefined;
  return signs.find((sign) => fits(all, sign))?.point;
}

const places: Readonly<Record<string, CommitPoint>> = {
  batches: 'collected rows lie in the lake',
  checked: 'checked rows lie in the lake',
  reconciliation: 'compared rows lie in the lake',
};

/** Name of a file's coming into its place: whole, and at once. */
export function pointOfFile(path: string): CommitPoint | undefined {
  const place = /\/lake\/([a-z]+)\//.exec(path)?.[1];
  return place === undefined ? undefined : places[place];
}
