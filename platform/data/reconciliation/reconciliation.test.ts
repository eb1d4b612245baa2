import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobRun } from '#kernel/job';
import type { MatterRow, Run } from './contract.ts';
import { prepare, runOnce } from './run.ts';
import {
  insured,
  li,
  openTwoDepartments,
  resident,
  sun,
  systemContext,
  wang,
  zhao,
  type TwoDepartments,
} from './testing/two-departments.ts';

let all: TwoDepartments;
beforeAll(async () => {
  all = await openTwoDepartments();
  await all.deliver('rsj-insured', [
    insured('1', '王小明', wang),
    insured('2', '赵六', zhao),
    insured('3', '=李四', li),
  ]);
  await all.deliver('gaj-population', [
    resident('R1', '王小明', wang),
    resident('R2', '赵陆', zhao),
    resident('R4', '孙七', sun),
  ]);
}, 120_000);
afterAll(() => all.city.close());

const base = '/api/reconciliation';
const ours = {
  code: 'ours',
  titleZh: '参保与户籍',
  titleEn: 'Insured and registered',
  leftDataset: 'rsj-insured',
  rightDataset: 'gaj-population',
  keys: [{ left: 'citizenId', right: 'citizenId', forms: ['upper'] }],
  fields: [
    { left: 'name', right: 'name', kind: 'text' },
    { left: 'birthDate', right: 'birthDate', kind: 'date', days: 1 },
  ],
  missing: 'differs',
  rhythm: 'none',
  findings: 'both',
};

interface Rows {
  items: MatterRow[];
  next: number | null;
  total: number;
  masked: boolean;
}
const rowsOf = async (run: string, query = '', asker = all.clerk, purpose?: string) =>
  (await asker.get(`${base}/runs/${run}/rows?${query}`, purpose ? { purpose } : {})).json<Rows>();
const openFindings = async (asker = all.clerk) =>
  (await asker.get('/api/quality/findings?status=open'))
    .json<{ items: Record<string, unknown>[] }>()
    .items.filter(({ rule }) => String(rule).startsWith('reconciliation.ours.'));
let run: string;

test('a comparison is made without code; whose sides they are the catalogue says', async () => {
  const made = await all.clerk.post(`${base}/comparisons`, { ...ours, findings: 'left' });
  expect(made.statusCode, made.body).toBe(200);
  expect(made.json()).toMatchObject({ leftOwner: '330281-rsj', rightOwner: '330281-gaj' });
});

const change = async (asker: TwoDepartments['clerk'], values: object) => {
  const path = `${base}/comparisons/ours`;
  const { meta } = (await asker.get(path)).json<{ meta: { revision: number } }>();
  return asker.patch(path, { revision: meta.revision, values });
};

test('a department returns findings to itself alone; to both, the data office says', async () => {
  const both = await change(all.clerk, { findings: 'both' });
  expect(both.body).toContain('reconciliation.findings-of-another');
  expect((await change(all.office, { findings: 'both' })).statusCode).toBe(200);
});

test('what another department does not share cannot be found out by comparing with it', async () => {
  const { db } = all.city.platform.services.store;
  const share = (path: string, type: string) =>
    sql`update catalogue.dataset set definition = jsonb_set(definition, ${path}::text[], ${JSON.stringify(type)}::jsonb)
      where code = 'gaj-population'`.execute(db);
  const probe = { ...ours, code: 'probe', findings: 'left' };
  const made = () => all.clerk.post(`${base}/comparisons`, probe);
  const { rows } = await sql<{ at: number }>`select (f.ordinality - 1)::int as at from catalogue.dataset,
    jsonb_array_elements(definition -> 'fields') with ordinality f
    where code = 'gaj-population' and f.value ->> 'name' = 'birthDate'`.execute(db);
  await share(`{fields,${rows[0]?.at},share}`, 'none');
  expect((await made()).body).toContain('reconciliation.not-shared');
  await share(`{fields,${rows[0]?.at},share}`, 'conditional');
  await share('{share,type}', 'none');
  expect((await made()).body).toContain('reconciliation.not-shared');
  await share('{share,type}', 'conditional');
});

test('both departments see it, a third one does not, and can do nothing with it', async () => {
  const codes = async (asker = all.clerk) =>
    (await asker.get(`${base}/comparisons`))
      .json<{ items: { code: string }[] }>()
      .items.map(({ code }) => code);
  expect(await codes(all.clerk)).toContain('ours');
  expect(await codes(all.police)).toContain('ours');
  expect(await codes(all.health)).not.toContain('ours');
  expect((await all.health.post(`${base}/comparisons/ours/runs`)).statusCode).toBe(404);
  expect((await all.health.get(`${base}/comparisons/ours/runs`)).statusCode).toBe(404);
  const theirs = await all.health.post(`${base}/comparisons`, { ...ours, code: 'theirs' });
  expect(theirs.json()).toMatchObject({ status: 403, code: 'records.outside-scope' });
  expect((await all.city.stranger.get(`${base}/comparisons`)).statusCode).toBe(401);
});

test.each([
  ['request.not-found', { leftDataset: 'nothing' }],
  ['reconciliation.same-side', { rightDataset: 'rsj-insured' }],
  ['reconciliation.field-unknown', { fields: [{ left: 'nothing', right: 'name', kind: 'text' }] }],
  ['reconciliation.field-twice', { fields: [ours.fields[0], { ...ours.fields[0], right: 'address' }] }],
])('what cannot be compared is refused: %s', async (code, change) => {
  const made = await all.office.post(`${base}/comparisons`, { ...ours, code: 'wrong', ...change });
  expect(made.statusCode).toBe(422);
  expect(made.body).toContain(code);
});

test('a run tells what differs and what only one has, masked', async () => {
  const ran = await all.run('ours');
  run = ran.data.run;
  const { items } = (await all.police.get(`${base}/comparisons/ours/runs`)).json<{ items: Run[] }>();
  expect(items).toMatchObject([
    {
      id: run,
      status: 'done',
      findings: 2,
      left: { owner: '330281-rsj' },
      right: { ownerName: { zh: expect.stringContaining('公安') as string } },
      summary: {
        rows: { left: 3, right: 3 },
        compared: 2,
        equal: 1,
        kinds: { differs: 1, 'only-left': 1, 'only-right': 1 },
        fields: { name: 1, birthDate: 0 },
      },
    },
  ]);
  const rows = await rowsOf(run);
  expect(rows).toMatchObject({ total: 3, next: null, masked: true });
  expect(rows.items.map(({ kind, differing }) => [kind, differing])).toEqual([
    ['differs', ['name']],
    ['only-left', []],
    ['only-right', []],
  ]);
  expect(rows.items[0]?.values[0]).toEqual({ field: 'name', left: '赵*', right: '赵*' });
  for (const secret of [wang, zhao, li, sun, '赵陆']) expect(JSON.stringify(rows)).not.toContain(secret);
});

test('rows are chosen by kind and field, and come in pages', async () => {
  expect((await rowsOf(run, 'kind=only-right')).items).toMatchObject([{ kind: 'only-right', left: null }]);
  expect((await rowsOf(run, 'field=name')).total).toBe(1);
  expect((await rowsOf(run, 'field=birthDate')).total).toBe(0);
  const first = await rowsOf(run, 'limit=2');
  expect(first.next).toBe(2);
  expect((await rowsOf(run, `limit=2&after=${first.next}`)).items.map(({ number }) => number)).toEqual([3]);
});

test('unmasked only by right and for a purpose', async () => {
  const bare = await all.clerk.get(`${base}/runs/${run}/rows?reveal=yes`, { purpose: '核对' });
  expect(bare.json()).toMatchObject({ status: 403, code: 'reconciliation.may-not-reveal' });
  const silent = await all.office.get(`${base}/runs/${run}/rows?reveal=yes`);
  expect(silent.json()).toMatchObject({ status: 400, code: 'reconciliation.purpose-missing' });
  const seen = await rowsOf(run, 'reveal=yes&kind=differs', all.office, '核对');
  expect(seen).toMatchObject({
    masked: false,
    items: [{ key: zhao, values: [{ left: '赵六', right: '赵陆' }, {}] }],
  });
});

test('both owners are told, and again only when it is new; the same data is the same run', async () => {
  expect(await openFindings(all.clerk)).toMatchObject([{ value: '赵*', owner: '330281-rsj' }]);
  expect(await openFindings(all.police)).toMatchObject([{ value: '赵*', owner: '330281-gaj' }]);
  const again = await all.run('ours');
  expect(again.data).toEqual({ run, before: true });
  expect(again.summary.en).toContain('as they were');
  expect(await openFindings()).toHaveLength(1);
  const { items } = (await all.clerk.get(`${base}/comparisons/ours/runs`)).json<{ items: Run[] }>();
  expect(items).toHaveLength(1);
});

test('an export is a file in which nothing is a formula', async () => {
  const started = await all.office.post(
    `${base}/runs/${run}/export`,
    { format: 'csv', kind: 'only-left', reveal: 'yes' },
    { purpose: '核对' },
  );
  const { outcome } = await all.city.finished(started.json<{ job: string }>().job);
  const { files } = outcome as { files: { id: string }[] };
  const context = systemContext(all.city);
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(await context.files.path(files[0]?.id ?? ''), 'utf8');
  expect(text).toContain(li);
  expect(text).toContain('=李四');
  expect(text).not.toMatch(/(^|,|")=李四/m);
});

/** The job's own hold on its machinery, killed at a step. */
const killedAt = (step: number): JobRun => ({
  id: 'test',
  attempt: 1,
  signal: new AbortController().signal,
  state: undefined,
  progress: ({ done }) => {
    if (done === step) throw new Error('killed');
  },
  checkpoint: () => Promise.resolve(),
});

test('once one side has mended it the findings of both are over; killed at any step a run doubles nothing', async () => {
  await all.deliver('gaj-population', [resident('R2', '赵六', zhao), resident('R5', '李肆', li)]);
  const context = systemContext(all.city);
  for (const step of [0, 1, 2]) {
    const prepared = await prepare(context, 'ours');
    if (!prepared) throw new Error('nothing to run');
    await expect(runOnce(context, prepared, killedAt(step))).rejects.toThrow('killed');
  }
  const ran = await all.run('ours');
  expect(ran.data.before).toBe(false);
  expect(ran.data.run).not.toBe(run);
  expect((await openFindings()).map(({ value }) => value)).toEqual(['=*四']);
  expect(await openFindings(all.police)).toHaveLength(1);
  const { items } = (await all.clerk.get(`${base}/comparisons/ours/runs`)).json<{ items: Run[] }>();
  expect(items.map(({ status }) => status)).toEqual(['done', 'done']);
  expect(items[0]?.summary).toMatchObject({
    compared: 3,
    equal: 2,
    kinds: { differs: 1, 'only-left': 0, 'only-right': 1 },
  });
});

test("the city's own comparisons run when a side was updated", async () => {
  const runs = async () =>
    (await all.office.get(`${base}/comparisons/insured-residents/runs`)).json<{ items: Run[] }>().items;
  await expect
    .poll(async () => (await runs()).some(({ status }) => status === 'done'), { timeout: 10_000 })
    .toBe(true);
});

test('a comparison of which a side was never delivered waits', async () => {
  const ran = await all.run('health-insured');
  expect(ran.summary.en).toContain('no data yet');
});

test('what is due by the calendar is tried again the next night while it has no result, and not once it has one', async () => {
  const context = systemContext(all.city);
  const { startDue } = await import('./jobs.ts');
  const nightly = async () => {
    const job = await context.startJob(context.db, startDue, {}, { actor: context.actor });
    const { outcome } = await all.city.finished(job);
    return (outcome as { summary: { en: string } }).summary.en;
  };
  expect((await change(all.office, { rhythm: 'monthly' })).statusCode).toBe(200);
  // Done this month already; then the result is of the month before.
  expect(await nightly()).toContain('0 comparisons');
  const { db } = all.city.platform.services.store;
  await sql`update reconciliation.run set finished_at = finished_at - interval '40 days' where comparison = 'ours'`.execute(
    db,
  );
  expect(await nightly()).toContain('1 comparisons');
});

test('a batch that was checked again is compared again', async () => {
  const before = await all.run('ours');
  expect(before.data.before).toBe(true);
  const recheck = await all.office.post('/api/quality/datasets/gaj-population/recheck');
  await all.city.finished(recheck.json<{ job: string }>().job);
  const after = await all.run('ours');
  expect(after.data.before).toBe(false);
  expect(after.data.run).not.toBe(before.data.run);
});

test('what a comparison no longer asks, or no longer tells, nobody has to mend', async () => {
  expect(await openFindings(all.police)).toHaveLength(1);
  expect((await change(all.office, { findings: 'left' })).statusCode).toBe(200);
  expect(await openFindings(all.police)).toEqual([]);
  expect(await openFindings()).toHaveLength(1);
  expect((await change(all.office, { fields: [ours.fields[1]] })).statusCode).toBe(200);
  expect(await openFindings()).toEqual([]);
});
