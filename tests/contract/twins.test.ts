import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import type { Comparison } from '#platform/data/linkage/contract';
import type { Asker } from '#testing';
import { handIn, throughTheHouse } from './deliveries.ts';
import { openLinkageCity, row, type Known, type LinkageCity } from './linkage-city.ts';

vi.setConfig({ testTimeout: 120_000 });

const base = '/api/linkage';

interface PairRow {
  readonly id: string;
  readonly rowKey: string;
  readonly person: string;
  readonly twin: string | null;
  readonly state: string;
}

let all: LinkageCity;

/** The number of somebody of the same place and day, two digits further: valid, and another. */
function slip({ citizenId }: Known): string {
  const sequence = String((Number(citizenId.slice(14, 17)) + 2) % 1000).padStart(3, '0');
  const first17 = citizenId.slice(0, 14) + sequence;
  return first17 + citizenIdCheck(first17);
}

const grants = {
  'catalogue:read': 'city',
  'ingestion:collect': 'department',
  'ingestion:read': 'department',
  'jobs:own': 'own',
} as const;

const numberOf = (born: string, sequence: string): string => {
  const first17 = `000281${born}${sequence}`;
  return first17 + citizenIdCheck(first17);
};
const someone = (name: string, born: string, address: string): Known => ({
  id: '',
  name,
  citizenId: numberOf(born, '031'),
  sex: '男性',
  birth: `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`,
  address,
});
const one = someone('闻人试甲', '19790419', '模拟听雨路71号');
const other = someone('闻人试乙', '19830723', '模拟听雨路72号');
/** Whom the register knows only from a dataset that linkage does not compare. */
const mover = someone('闻人试丙', '19870911', '模拟听雨路73号');

async function moveIn({ name, citizenId, birth, address }: Known): Promise<void> {
  const police = all.city.as({ id: 'police', organisation: '330281-gaj', grants });
  const bytes = [
    '变动编号,户号,姓名,公民身份号码,性别,出生日期,与户主关系,变动类型,变动日期,外地,村（社区）代码,户籍地址',
    `M1,H9701,${name},${citizenId},男,${birth},01,迁入,2020-05-05,模拟外地,330281001001,${address}`,
  ].join('\n');
  const preview = await handIn(police, { dataset: 'gaj-movement', filename: '变动.csv', bytes });
  expect(await throughTheHouse(all.city, police, preview)).toMatchObject({ good: 1, bad: 0 });
}

const start = async (path: string, body?: object) => {
  const begun = await all.office.post(`${base}/${path}`, body);
  expect(begun.statusCode, begun.body).toBe(200);
  const job = await all.city.finished(begun.json<{ job: string }>().job);
  expect(job, JSON.stringify(job)).toMatchObject({ status: 'done' });
  return job.outcome as { data: Record<string, unknown> };
};
const twins = async (): Promise<PairRow[]> => {
  const { items } = (await all.office.get(`${base}/pairs?limit=200&reveal=yes`, { purpose: '测试' })).json<{
    items: PairRow[];
  }>();
  return items.filter(({ twin, rowKey }) => twin !== null && rowKey.startsWith('T'));
};
const twinOf = async (key: string) => (await twins()).find(({ rowKey }) => rowKey === key);
/** About how many people each entry of the ledger on a pair is, by what was done. */
const noted = async (id: string): Promise<string[]> => {
  const { items } = (await all.office.get('/api/ledger/entries?resource=linkage.pair&limit=200')).json<{
    items: { action: string; subjects: number; detail: { pair?: string } }[];
  }>();
  return items
    .filter(({ detail }) => detail.pair === id)
    .map(({ action, subjects }) => `${action} ${subjects}`)
    .toSorted();
};
const decide = (asker: Asker, id: string, said: string) =>
  asker.post(`${base}/pairs/${id}/decisions`, { said, reason: '逐项核对' });
const code = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;

beforeAll(async () => {
  all = await openLinkageCity();
  const [invented] = all.known as [Known];
  await moveIn(mover);
  await all.deliver([
    ...[one, other].flatMap((who, at) => [
      row(`K${at + 1}`, who, { citizenId: who.citizenId }),
      row(`T${at + 1}`, who, { citizenId: slip(who) }),
    ]),
    row('T5', mover, { citizenId: slip(mover) }),
    // Of the same name as somebody, and nothing else.
    row('T3', one, { citizenId: numberOf('19620203', '001'), birth: '1962-02-03', address: '模拟远路9号' }),
    // Like somebody of the simulator: nobody real is made one with somebody invented.
    row('T4', invented, { citizenId: slip(invented) }),
  ]);
  expect((await start('twins')).data).toBeUndefined();
  await start('trainings', { reason: '首次训练' });
  const verdict = { approve: true, reason: '试算结果合理' };
  expect((await all.boss.post(`${base}/models/v1/decision`, verdict)).json()).toMatchObject({
    state: 'in-force',
  });
}, 480_000);
afterAll(() => all?.close());

test('two registered persons with different numbers who may be one wait in the queue; nothing is merged by itself', async () => {
  await start('twins');
  expect((await twins()).map(({ rowKey, state }) => `${rowKey} ${state}`).toSorted()).toEqual([
    'T1 waiting',
    'T2 waiting',
    'T5 waiting',
  ]);
  const pair = await twinOf('T1');
  expect(pair?.person).not.toBe(pair?.twin);
  const shown = (await all.clerk.get(`${base}/pairs/${pair?.id}/comparison`)).json<Comparison>();
  expect(shown.lines.find(({ attribute }) => attribute === 'name')).toMatchObject({
    weight: expect.any(Number),
  });
  expect(shown.masked).toBe(true);
  // Both are registered, and each finds in the ledger that somebody looked at them.
  await expect.poll(() => noted(pair?.id ?? '')).toEqual(['read 2']);
  expect((await all.office.get(`/api/registers/persons/${pair?.twin}`)).json()).toMatchObject({
    meta: { withdrawnAt: null },
  });
  expect((await start('twins')).data).toEqual({ asked: 0, gone: 0 });
  // The nightly run over rows without a number leaves them alone.
  await start('start');
  expect(await twins()).toHaveLength(3);
});

test('two people make them one; the id that goes leads on, and only a split takes it back', async () => {
  const { id = '', person = '', twin = '' } = (await twinOf('T1')) ?? {};
  expect((await decide(all.clerk, id, 'same')).json()).toMatchObject({ state: 'confirming' });
  expect(code(await decide(all.clerk, id, 'same'))).toBe('linkage.own-decision');
  expect((await decide(all.colleague, id, 'same')).json()).toMatchObject({ state: 'linked' });
  expect((await all.office.get(`/api/registers/persons/${twin}/ids`)).json()).toMatchObject({ now: person });
  const back = await all.colleague.post(`${base}/pairs/${id}/take-back`, { reason: '看错了' });
  expect(code(back)).toBe('linkage.persons-merged');
  await expect.poll(() => noted(id)).toEqual(['decide 2', 'decide 2', 'read 2']);
});

test('found different, they are not asked about again', async () => {
  const { id = '' } = (await twinOf('T2')) ?? {};
  expect((await decide(all.clerk, id, 'different')).json()).toMatchObject({ state: 'different' });
  expect((await start('twins')).data).toEqual({ asked: 0, gone: 0 });
  expect((await twinOf('T2'))?.state).toBe('different');
});
