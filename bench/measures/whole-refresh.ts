// Ours: the whole platform; a measure over a dataset of the lake, from "refresh" to its kept cells.
import { sql } from 'kysely';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { Dataset, publishDataset } from '#platform/data/catalogue';
import { answer, usage } from '../machinery/answer.ts';
import { openCity } from '../machinery/open-city.ts';
import { serverMeter } from '../machinery/server-cpu.ts';
import { organOf } from './organ.ts';
import { dataset, firstBatch, laterBatch, writeDelivery } from './lake-rows.ts';

interface Input {
  readonly url: string;
  readonly folder: string;
  readonly rows: number;
  readonly later: number;
}

const text = (word: string) => ({ zh: word, en: word });
const described = Dataset.parse({
  code: dataset,
  title: text('visits'),
  provider: '330281-jxj',
  abstract: text('visits'),
  theme: 'industry',
  share: { type: 'unconditional' },
  cycle: 'daily',
  subject: 'none',
  key: 'number',
  fields: [
    { name: 'number', label: text('number'), type: 'text' },
    { name: 'place', label: text('place'), type: 'text' },
    { name: 'happenedOn', label: text('day'), type: 'date' },
    { name: 'fee', label: text('fee'), type: 'number' },
  ],
});

const measure = {
  code: 'bench-fee',
  title: text('mean fee'),
  definition: text('mean fee of a visit'),
  unit: text('yuan'),
  numerator: {
    record: `lake.${dataset}`,
    aggregate: 'average',
    field: 'fee',
    time: 'happenedOn',
    where: [],
    joins: [],
  },
  dimensions: [{ name: 'town', title: text('town'), field: 'place', level: 'town' }],
  grain: 'month',
  direction: 'none',
  owner: '330281-jxj',
  factor: 1,
};

/** What ingestion and the checks note of a delivery. */
const noteDelivery = (context: Context, batch: string, rows: number, at: string): Promise<unknown> =>
  sql`insert into ingestion.batch (id, dataset, provider, mode, status, filename, file, layout, headers, bytes, rows, unreadable,
      simulated, handed_in_by, handed_in_at)
    values (${batch}, ${dataset}, '330281-jxj', 'update', 'checked', 'bench.parquet', ${batch}, '{}', '[]', 0, ${rows}, 0, true,
      'bench', ${at})`.execute(context.db);

interface Metered {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly server: number;
}

await answer(async ({ url, folder, rows, later }: Input) => {
  const platform = await openCity(url, folder);
  const context = platform.contextFor(system);
  const server = await serverMeter(url);
  const organ = organOf(platform, context);
  await context.transaction((tx) =>
    publishDataset(context, tx, described, { origin: 'bench', simulated: true }),
  );
  // What the city measures of its own is done before.
  await organ.refresh();
  const path = (batch: string) => context.lake.path('checked', dataset, `${batch}.parquet`);
  const metered = async (work: () => Promise<unknown>): Promise<Metered> => {
    const [before, inServer, from] = [usage().cpuSeconds, await server?.(), performance.now()];
    await work();
    const seconds = (performance.now() - from) / 1000;
    const cpuSeconds = usage().cpuSeconds - before;
    return { seconds, cpuSeconds, server: ((await server?.()) ?? 0) - (inServer ?? 0) };
  };
  await noteDelivery(context, firstBatch, rows, '2026-01-05T00:00:00Z');
  await organ.define(measure);
  const whole = await metered(organ.refresh);
  const cells = async () =>
    (
      await sql<{ month: string; town: string; sum: string; rows: number }>`
        select to_char(period, 'YYYY-MM') as month, place::jsonb->>'town' as town, numerator::text as sum, numerator_rows as rows
        from indicators.cell where measure = ${measure.code} and grain = 'month' and place <> '{}' order by 1, 2`.execute(
        context.db,
      )
    ).rows;
  const kept = await cells();
  // A hundredth of the rows, said anew: they take the place of those of March.
  await writeDelivery({
    path: await path(laterBatch),
    first: Math.floor(rows / 5),
    rows: later,
    ofYear: rows,
    at: '2026-02-05T00:00:00Z',
  });
  await noteDelivery(context, laterBatch, later, '2026-02-05T00:00:00Z');
  const told = await metered(() => organ.hear(dataset, laterBatch));
  const touched = await organ.touched(measure.code);
  const again = await metered(organ.refresh);
  await platform.close();
  return { whole, told, again, kept, touched };
});
