import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { JobRun } from '#kernel/job';
import type { Platform } from '#kernel/platform';

const stillRun = (): JobRun => ({
  id: 'bench',
  attempt: 1,
  signal: new AbortController().signal,
  state: null,
  progress: () => undefined,
  checkpoint: () => Promise.resolve(),
});

/** The organ of indicators, worked by hand: its workers are not started, so that each step can be measured by itself. */
export interface Organ {
  /** Saves a definition, as its page does. */
  define(measure: { readonly code: string }): Promise<void>;
  /** Brings every measure up to date. */
  refresh(): Promise<void>;
  /** Hears that a delivery was checked. */
  hear(dataset: string, batch: string): Promise<void>;
  /** First days of the periods that are touched and not yet reckoned. */
  touched(measure: string): Promise<string[]>;
}

/** @throws Error when the module lacks what is asked of it */
export function organOf({ services }: Platform, context: Context): Organ {
  const indicators = services.modules.find(({ id }) => id === 'indicators');
  const job = indicators?.jobs?.find(({ name }) => name === 'indicators.refresh');
  const heard = indicators?.subscriptions?.find(({ name }) => name === 'indicators.touch-delivery');
  const save = indicators?.mounted?.handlers['defineMeasure'];
  if (!job || !heard || !save) throw new Error('the module of indicators is another');
  return {
    async define(measure) {
      await save({ params: { code: measure.code }, body: measure } as never, context);
    },
    async refresh() {
      await job.run(job.input.parse({}), stillRun(), context);
    },
    hear: (dataset, batch) => heard.handle({ payload: { dataset, batch } } as never, context),
    async touched(measure) {
      const { rows } = await sql<{ period: string }>`
        select period::text as period from indicators.touched where measure = ${measure}`.execute(context.db);
      return rows.map(({ period }) => period);
    },
  };
}
