// Ours: the platform's own jobs, as the job runner calls them, on one handed-in file.
import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { JobOutcome, JobRun } from '#kernel/job';
import type { CityModule } from '#kernel/module';
import { collectFile } from '#platform/data/ingestion';
import { answer, usage } from '../machinery/answer.ts';
import { openCity } from '../machinery/open-city.ts';
import { serverMeter } from '../machinery/server-cpu.ts';
import { Stages, watched } from './stages.ts';

interface Input {
  readonly path: string;
  readonly url: string;
  readonly folder: string;
  /** The rules that are to hold; without it all that the city states and the catalogue implies. */
  readonly rules?: readonly string[];
  /** So many of all rules are to hold, the first by their ids. */
  readonly mostRules?: number;
}

const dataset = 'rsj-insured';

const stillRun = (): JobRun => ({
  id: 'bench',
  attempt: 1,
  signal: new AbortController().signal,
  state: null,
  progress: () => undefined,
  checkpoint: () => Promise.resolve(),
});

function jobOf(
  modules: readonly CityModule[],
  name: string,
): (input: unknown, context: Context) => Promise<JobOutcome> {
  const kind = modules.flatMap((module) => module.jobs ?? []).find((job) => job.name === name);
  if (!kind) throw new Error(`no module has the job ${name}`);
  return (input, context) => kind.run(kind.input.parse(input), stillRun(), context);
}

async function firstRules({ db }: Context, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from quality.rule where dataset = ${dataset} union select id from quality.stated_rule where dataset = ${dataset}
    order by id limit ${most}`.execute(db);
  if (rows.length < most) throw new Error(`the dataset has ${rows.length} rules only`);
  return rows.map(({ id }) => id);
}

async function keepRules(context: Context, rules: readonly string[] | undefined): Promise<number> {
  const { db } = context;
  if (rules)
    for (const table of ['quality.rule', 'quality.stated_rule'])
      await sql`delete from ${sql.table(table)} where dataset = ${dataset} and not id = any(${[...rules]}::text[])`.execute(
        db,
      );
  const { rows } = await sql<{ n: number }>`
    select ((select count(*) from quality.rule where dataset = ${dataset})
      + (select count(*) from quality.stated_rule where dataset = ${dataset}))::int as n`.execute(db);
  return rows[0]?.n ?? 0;
}

await answer(async ({ path, url, folder, rules, mostRules }: Input) => {
  const platform = await openCity(url, folder);
  const meter = await serverMeter(url);
  const context = platform.contextFor(system);
  const opened = usage().cpuSeconds;
  const kept = mostRules === undefined ? rules : await firstRules(context, mostRules);
  const ruleCount = await keepRules(context, kept);
  const given = { dataset, filename: 'insured.csv', mode: 'update', simulated: true } as const;
  const { batch } = await collectFile(context, given, createReadStream(path));
  const handedIn = usage().cpuSeconds;

  const server = await meter?.();
  const stages = new Stages();
  const inStages = watched(context, stages);
  await jobOf(platform.services.modules, 'ingestion.collect-batch')({ batch }, inStages);
  const collected = usage().cpuSeconds;
  const { data } = await jobOf(platform.services.modules, 'quality.check-batch')(
    { dataset, batch },
    inStages,
  );
  const checked = usage().cpuSeconds;
  const serverAfter = await meter?.();
  await platform.close();
  const spent = Object.fromEntries(stages.spent);
  const named = Object.values(spent).reduce((sum, each) => sum + each, 0);
  return {
    ruleCount,
    data,
    cpuSeconds: checked - handedIn,
    opening: opened,
    handIn: handedIn - opened,
    server: server === undefined || serverAfter === undefined ? undefined : serverAfter - server,
    stages: {
      'decode and load': collected - handedIn,
      'check and make findings': checked - collected - named,
      ...spent,
    },
  };
});
