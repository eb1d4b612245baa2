import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Asker, TestCity } from '#testing';
import { handIn, throughTheHouse } from './deliveries.ts';
import { dataset, ids, openStory, row, type Row, type Story } from './quality-story.ts';

let story: Story;
let city: TestCity;
let office: Asker;
let police: Asker;

beforeAll(async () => {
  story = await openStory();
  ({ city, office, police } = story);
});
afterAll(() => story.city.close());

const reveal = { purpose: '核对' };
type Person = Row & { id: string; origins: Record<string, { batch: string; dataset: string }> };

async function personOf(number: string): Promise<Person | undefined> {
  const answer = await office.get(`/api/registers/persons?citizenId=${number}&reveal=yes`, reveal);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ items: Person[] }>().items[0];
}

/** Checks the newest batch again, and waits until the registers have followed. */
async function recheck(): Promise<Row> {
  const { job, batch } = (await office.post(`/api/quality/datasets/${dataset}/recheck`)).json<{
    job: string;
    batch: string;
  }>();
  expect(await city.finished(job)).toMatchObject({ status: 'done' });
  await expect
    .poll(async () => (await office.get(`/api/ingestion/batches/${batch}`)).json<Row>()['status'], {
      timeout: 60_000,
    })
    .toBe('joined');
  return (await office.get(`/api/ingestion/batches/${batch}`)).json<Row>();
}

/** As a joining stands that ended for good after a row, before it was done. */
const stopHalfWay = (batch: unknown) =>
  sql`update registers.join_run set finished_at = null,
    through_row = (select max(row) from registers.member where batch = ${String(batch)})
    where batch = ${String(batch)} and finished_at is not null`.execute(city.platform.services.store.db);

async function withdraw(): Promise<void> {
  const withdrawn = await office.post(`/api/quality/rules/${rule}/state`, {
    state: 'withdrawn',
    reason: '不再需要',
  });
  expect(withdrawn.statusCode, withdrawn.body).toBe(200);
}

const employers = {
  dataset,
  check: { kind: 'in', field: 'employer', values: ['模拟甲公司'] },
  severity: 'block',
} as const;

const withMobile = (line: string, mobile: string) => {
  const cells = line.split(',');
  cells[8] = mobile;
  return cells.join(',');
};

async function state(): Promise<string> {
  const answer = await office.post('/api/quality/rules', {
    rule: employers,
    state: 'in-force',
    reason: '业务需要',
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ id: string }>().id;
}

const [wang = '', li = '', zhao = ''] = ids;
const everybody = async () => ({
  first: await personOf(wang),
  second: await personOf(li),
  third: await personOf(zhao),
});
let before: Awaited<ReturnType<typeof everybody>>;
let rule: string;

beforeAll(async () => {
  // An older delivery of the row of 王一, whose word counts again when the newer one is held back.
  await story.deliver(withMobile(row(0, '2012/1/1', '模拟甲公司'), '15411110000'));
  const residents = [
    '人员编号,户号,姓名,公民身份号码,性别,出生日期,民族,村（社区）代码,户籍地址',
    `R1,H1,李二,${li},1,19910606,01,330281001001,模拟路9号`,
  ];
  await throughTheHouse(
    city,
    police,
    await handIn(police, { dataset: 'gaj-population', filename: '户籍.csv', bytes: residents.join('\n') }),
  );
  await story.deliver(
    withMobile(row(0, '2012/1/1', '模拟丙公司'), '15422220000'),
    row(1, '2012/1/1', '模拟丙公司'),
    row(2, '2012/1/1', '模拟丙公司'),
  );
  before = await everybody();
});

test('rows that a changed rule holds back go out of what they feed, which is what the others make it', async () => {
  const { first, second, third } = before;
  expect(first).toMatchObject({ mobile: '15422220000', sources: 1 });
  expect(second).toMatchObject({ mobile: '15412345671', sources: 2, address: '模拟路9号' });
  expect(third).toMatchObject({ mobile: '15412345672', sources: 1 });

  rule = await state();
  expect(await recheck()).toMatchObject({ good: 0, bad: 3 });
  expect(await personOf(wang)).toMatchObject({ id: first?.id, mobile: '15411110000', sources: 1 });
  const alone = await personOf(li);
  expect(alone).toMatchObject({ id: second?.id, mobile: null, sources: 1, address: '模拟路9号' });
  expect(Object.values(alone?.origins ?? {}).every((origin) => origin.dataset === 'gaj-population')).toBe(
    true,
  );
  // Of 赵三 nothing else is known: the register does not hold him any more, and says why.
  expect(await personOf(zhao)).toBeUndefined();
  const gone = (await office.get(`/api/registers/persons/${third?.id}/history`, reveal)).json<{
    items: { withdrawn: boolean; reason: string | null }[];
  }>().items;
  expect(gone[0]).toMatchObject({ withdrawn: true, reason: expect.stringContaining('重新检查') });
  expect(await story.findings(rule, 'open')).toHaveLength(3);
});

test('checked again under the same rule, nothing changes', async () => {
  const held = await everybody();
  await recheck();
  expect(await everybody()).toEqual(held);
});

test('rows that the rule lets through again join, and whoever had left is who they were', async () => {
  const { first, second, third } = before;
  await withdraw();
  expect(await recheck()).toMatchObject({ good: 3, bad: 0 });
  expect(await personOf(wang)).toMatchObject({ id: first?.id, mobile: '15422220000' });
  expect(await personOf(li)).toMatchObject({ id: second?.id, mobile: '15412345671', sources: 2 });
  const back = await personOf(zhao);
  expect(back).toMatchObject({ id: third?.id, mobile: '15412345672', sources: 1 });
  expect(back?.origins).toEqual(third?.origins);
});

test('one that stopped half-way and was checked again since begins anew: what is held back now goes, what is free joins', async () => {
  const { id: batch } = await recheck();
  expect((await stopHalfWay(batch)).numAffectedRows).toBe(1n);
  rule = await state();
  expect(await recheck()).toMatchObject({ good: 0, bad: 3 });
  expect(await personOf(wang)).toMatchObject({ mobile: '15411110000' });
  expect(await personOf(zhao)).toBeUndefined();

  await sql`update registers.join_run set finished_at = null, through_row = 1000 where batch = ${String(batch)}`.execute(
    city.platform.services.store.db,
  );
  await withdraw();
  expect(await recheck()).toMatchObject({ good: 3, bad: 0 });
  expect(await personOf(wang)).toMatchObject({ mobile: '15422220000' });
  expect(await personOf(zhao)).toMatchObject({ id: before.third?.id });
});

/** Another row of a person comes to be, as by two people's decision. */
const moveRow = (person: string | undefined) =>
  sql`insert into registers.member (dataset, row_key, entity, batch, row, at, confirms)
    select dataset, 'moved', entity, batch, row, at, '{}' from registers.member
    where entity = ${person ?? ''} and dataset = ${dataset}`.execute(city.platform.services.store.db);

test('the files of all deliveries are read while nobody waits for the registers; what moves meanwhile is read again', async () => {
  const { lake, store } = city.platform.services;
  const { id: person } = (await personOf(wang)) ?? {};
  const reads: string[] = [];
  let holding = 0;
  const open = lake.session.bind(lake);
  const spied = vi.spyOn(lake, 'session').mockImplementation((work, signal) =>
    open(async (session) => {
      const rows: typeof session.rows = async (query, parameters) => {
        const isDeliveries = parameters?.length === 1 && query.includes('_blocked');
        if (isDeliveries) {
          // Whoever is in a transaction is refused here.
          await sql`select`.execute(store.db).catch(() => (holding += 1));
          if (reads.length === 0) await moveRow(person);
          reads.push(query);
        }
        return session.rows(query, parameters);
      };
      return work({ ...session, rows });
    }, signal),
  );
  rule = await state();
  expect(await recheck()).toMatchObject({ good: 0, bad: 3 });
  spied.mockRestore();
  expect(holding).toBe(0);
  const timesRead = [...Map.groupBy(reads, (query) => query).values()].map(({ length }) => length);
  expect(timesRead.length).toBeGreaterThan(1);
  expect(new Set(timesRead)).toEqual(new Set([2]));
  expect(await personOf(wang)).toMatchObject({ id: person, mobile: '15411110000', sources: 1 });
});
