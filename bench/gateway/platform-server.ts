// Ours: the whole platform behind its own server, a dataset delivered, an agreement on it, read by an API client.
import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import { system, type Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { JobRun } from '#kernel/job';
import type { Platform } from '#kernel/platform';
import { buildServer } from '#kernel/server';
import { createClient } from '#platform/base/identity';
import { getDatasetInForce } from '#platform/data/catalogue';
import { collectFile } from '#platform/data/ingestion';
import { standingRows } from '#platform/data/quality';
import { openCity } from '../machinery/open-city.ts';
import { answerParent } from '../record-page/serve.ts';

const input = JSON.parse(process.argv[2] ?? '{}') as {
  readonly url: string;
  readonly folder: string;
  readonly csv: string;
  readonly recalls: number;
  readonly items: readonly { readonly field: string; readonly decision: string }[];
};
const dataset = 'rsj-insured';
const consumer = '330281-gaj';

const stillRun = (): JobRun => ({
  id: 'bench',
  attempt: 1,
  signal: new AbortController().signal,
  state: null,
  progress: () => undefined,
  checkpoint: () => Promise.resolve(),
});

async function runJob(platform: Platform, name: string, asked: unknown, context: Context): Promise<void> {
  const kind = platform.services.modules
    .flatMap((module) => module.jobs ?? [])
    .find((job) => job.name === name);
  await kind?.run(kind.input.parse(asked), stillRun(), context);
}

async function deliver(platform: Platform, context: Context): Promise<void> {
  const given = { dataset, filename: 'insured.csv', mode: 'update', simulated: true } as const;
  const { batch } = await collectFile(context, given, createReadStream(input.csv));
  await runJob(platform, 'ingestion.collect-batch', { batch }, context);
  await runJob(platform, 'quality.check-batch', { dataset, batch }, context);
}

const actorOf = (organisation: string): Actor => ({
  id: `bench-${organisation}`,
  kind: 'official',
  name: 'bench',
  organisation,
  grants: new Map([['*', 'city']]),
});

const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Asked, checked and decided as people do, with limits that are not in the way. */
async function agree(platform: Platform, system: string): Promise<string> {
  const exchange = platform.services.modules.find(({ id }) => id === 'exchange');
  const act = async (name: string, by: string, said: object) =>
    (await exchange?.mounted?.handlers[name]?.(said as never, platform.contextFor(actorOf(by)))) as {
      readonly number: string;
      readonly agreement: string;
    };
  const { number: key } = await act('ask', consumer, {
    body: {
      dataset,
      items: input.items.map(({ field }) => field),
      purpose: 'verify',
      legalBasis: '《政务数据共享条例》第二十条',
      scenario: '户籍窗口核对参保情况',
      periodFrom: dayFromNow(-1),
      periodUntil: dayFromNow(30),
      frequency: 'on-demand',
      system,
      way: 'api',
    },
  });
  await act('check', '330281-jxj', { params: { key }, body: { outcome: 'pass' } });
  const { agreement } = await act('decide', '330281-rsj', {
    params: { key },
    body: { items: input.items, filter: [] },
  });
  return agreement;
}

const platform = await openCity(input.url, input.folder);
const context = platform.contextFor(system);
await deliver(platform, context);
await sql`update exchange.setting set value = value || '{"calls_per_minute":100000,"rows_per_day":1000000000}'
  where name = 'rules'`.execute(context.db);

const clientFor = async (permission: string) => {
  const { id, secret } = await context.transaction((tx) =>
    createClient(context, tx, { name: 'bench', organisation: consumer, permissions: [permission] }),
  );
  return { id, authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
};

/** The first is read by for speed, the others are recalled. */
const agreements: { readonly agreement: string; readonly authorization: string }[] = [];
for (let count = 0; count <= input.recalls; count++) {
  const { id, authorization } = await clientFor('exchange:fetch@department');
  agreements.push({ agreement: await agree(platform, id), authorization });
}
const rows = await standingRows(context, await getDatasetInForce(context.db, dataset));
const app = await buildServer(platform);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
answerParent(async () => {
  await app.close();
  await platform.close();
});
process.send?.({
  address,
  agreements,
  recaller: (await clientFor('exchange:recall@city')).authorization,
  sql: rows?.sql,
});
