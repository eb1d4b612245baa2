import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker, TestCity } from '#testing';
import { department, openMachineRoom, rsj } from '../testing/machine-room.ts';

let city: TestCity;
let keeper: Asker;
let head: Asker;
let other: Asker;
beforeAll(async () => {
  ({ city, keeper, head, other } = await openMachineRoom());
});
afterAll(() => city.close());

const asked = { cpu: 40, memoryGb: 100, storageGb: 400, reason: '系统上云' };

test('a department asks, a task waits, another decides; who asked does not', async () => {
  const { id } = (await head.post('/api/cloud/quota-requests', asked)).json();
  expect((await head.post('/api/cloud/quota-requests', asked)).json().code).toBe('cloud.request-waits');
  const tasks = (await keeper.get('/api/tasks?kind=cloud.quota')).json().items;
  expect(tasks).toMatchObject([{ kind: 'cloud.quota', source: { key: id } }]);
  expect((await other.get(`/api/cloud/quota-requests/${id}`)).statusCode).toBe(404);
  expect(
    (await head.post(`/api/cloud/quota-requests/${id}/decide`, { grant: true, answer: '同意' })).statusCode,
  ).toBe(403);
  const both = city.as({ id: 'head', organisation: rsj, grants: { ...department, 'cloud:grant': 'city' } });
  expect(
    (await both.post(`/api/cloud/quota-requests/${id}/decide`, { grant: true, answer: '同意' })).json().code,
  ).toBe('cloud.own-request');
  const small = { grant: true, amounts: { cpu: 4, memoryGb: 100, storageGb: 400 }, answer: '少批' };
  expect((await keeper.post(`/api/cloud/quota-requests/${id}/decide`, small)).json().code).toBe(
    'cloud.below-held',
  );
  expect(
    (await keeper.post(`/api/cloud/quota-requests/${id}/decide`, { grant: true, answer: '同意' })).statusCode,
  ).toBe(200);
  const after = (await head.get(`/api/cloud/quota-requests/${id}`)).json();
  expect(after).toMatchObject({ state: 'granted', now: { cpu: 40 }, free: null });
  expect((await keeper.get('/api/tasks?kind=cloud.quota')).json().items).toEqual([]);
  expect(
    (await keeper.post(`/api/cloud/quota-requests/${id}/decide`, { grant: false, answer: '不行' })).json()
      .code,
  ).toBe('cloud.request-settled');
});

test('many grants at once never promise more than there is', async () => {
  const departments = ['jyj', 'mzj', 'czj', 'gaj', 'slj', 'jtj'].map((name) => `330281-${name}`);
  const ids = await Promise.all(
    departments.map(async (organisation, at) => {
      const who = city.as({
        id: `head-${at}`,
        organisation,
        grants: { 'cloud:ask': 'department', 'cloud:assets': 'department' },
      });
      return (
        await who.post('/api/cloud/quota-requests', {
          cpu: 10,
          memoryGb: 10,
          storageGb: 10,
          reason: '同时申请',
        })
      ).json().id as string;
    }),
  );
  // 64 cores are offered and 40 promised: two of ten fit.
  const said = await Promise.all(
    ids.map((id) => keeper.post(`/api/cloud/quota-requests/${id}/decide`, { grant: true, answer: '同意' })),
  );
  const codes = said.map((each) => (each.statusCode === 200 ? 'granted' : each.json().code));
  expect(codes.toSorted()).toEqual([...Array<string>(4).fill('cloud.over-committed'), 'granted', 'granted']);
  const use = (await keeper.get('/api/cloud/use')).json();
  expect(use.promised.cpu).toBe(60);
  const waiting = (await keeper.get('/api/cloud/quota-requests?state=asked')).json();
  expect(waiting.items).toHaveLength(4);
});

test('a request is taken back by its own department alone', async () => {
  const { items } = (await keeper.get('/api/cloud/quota-requests?state=asked')).json();
  const [{ id, tenant }] = items;
  expect((await head.post(`/api/cloud/quota-requests/${id}/take-back`)).statusCode).toBe(404);
  const own = city.as({ id: 'x', organisation: tenant, grants: { 'cloud:ask': 'department' } });
  expect((await own.post(`/api/cloud/quota-requests/${id}/take-back`)).statusCode).toBe(200);
});
