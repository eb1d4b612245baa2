import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Standing } from './contract.ts';
import { packBundle, takeReturned } from './node/bundling.ts';
import { enrolRequest, enrolWith } from './node/enrolling.ts';
import { nodeStatus } from './node/status.ts';
import { insured, openCitySide, openNodeSide, type CitySide, type NodeSide } from './testing/pair.ts';

// A node in a network to which no line goes, of a higher level: it sends data down by a medium.
let there: CitySide;
let here: NodeSide;
beforeAll(async () => {
  there = await openCitySide();
  await there.register('province', {
    role: 'upper',
    way: 'file',
    owner: '330281-jxj',
    datasets: ['rsj-insured', 'scjg-company'],
  });
  here = await openNodeSide(there.clock);
});
afterAll(async () => {
  await here.node.close();
  await there.city.close();
});

const path = '/api/nodes/nodes/province';
const pack = async (again = false) => {
  const { body, packed } = await packBundle(here.context, again);
  const bytes = await buffer(body);
  await packed();
  return bytes;
};
const unpack = (bytes: Buffer) => there.office.upload(`${path}/bundle`, 'bundle', bytes);
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;
const standing = async () => (await there.office.get(`${path}/standing`)).json<Standing>();
const delivered = async () =>
  (await standing()).channels.find(({ channel }) => channel === 'up/delivery/rsj-insured');

test('it is enrolled by two files; without, nothing can be packed', async () => {
  await expect(pack()).rejects.toMatchObject({ code: 'nodes.not-enrolled' });
  const asked = await enrolRequest(here.context, await there.invite('province'));
  const made = await there.office.post('/api/nodes/enrol-by-file', asked);
  expect(made.statusCode, made.body).toBe(200);
  const certificate = JSON.parse(made.json<{ certificate: string }>().certificate) as { datasets: string[] };
  await expect(enrolWith(here.context, '', { ...certificate, datasets: [] })).rejects.toMatchObject({
    code: 'nodes.foreign-city',
  });
  await expect(enrolWith(here.context, '', {})).rejects.toMatchObject({ code: 'nodes.foreign-city' });
  await enrolWith(here.context, '', certificate);
  await expect(pack()).rejects.toMatchObject({ code: 'nodes.nothing-to-pack' });
  expect(await here.call()).toBeUndefined();
});

let bundles: Buffer[];

test('a bundle that is changed or signed by nobody is not taken; a missing one is named, by its number and by what it held', async () => {
  await here.put('one.csv', insured(3));
  const first = await pack();
  await here.put('two.csv', insured(2, 50));
  const second = await pack();
  bundles = [first, second];
  await expect(pack()).rejects.toMatchObject({ code: 'nodes.nothing-to-pack' });

  expect(codeOf(await unpack(Buffer.from('a,b\r\n1,2\r\n')))).toBe('nodes.no-bundle');
  const listed = Buffer.from(first.toString('latin1').replace('one.csv', 'eno.csv'), 'latin1');
  expect(codeOf(await unpack(listed))).toBe('nodes.changed-bundle');
  const changed = Buffer.from(first);
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
  expect(codeOf(await unpack(changed))).toBe('nodes.digest');
  expect(codeOf(await unpack(first.subarray(0, first.length - 5)))).toBe('nodes.digest');
  expect((await standing()).channels).toEqual([]);

  const early = await unpack(second);
  expect(early.json(), early.body).toMatchObject({
    number: 2,
    taken: 0,
    gaps: [{ channel: 'up/delivery/rsj-insured', from: 1, to: 1 }],
    missingBundles: [1],
  });
  expect(await delivered()).toMatchObject({ sent: 2, taken: 0, missing: 2, agrees: null });
  const { gaps } = await standing();
  expect(gaps).toMatchObject([{ from: 1, to: 1, closedAt: null }]);
  const tasks = (await there.office.get('/api/tasks?whose=department')).json<{ items: { kind: string }[] }>();
  expect(tasks.items.map(({ kind }) => kind)).toContain('nodes.gap');
});

test('once the missing one is there both are taken, once however often they are brought; sent and taken are reconciled', async () => {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = bundles;
  expect((await unpack(first)).json()).toMatchObject({ taken: 1, gaps: [], missingBundles: [] });
  expect((await unpack(second)).json()).toMatchObject({ taken: 1, gaps: [] });
  expect((await unpack(second)).json()).toMatchObject({ taken: 0, known: 1 });
  expect((await unpack(first)).json()).toMatchObject({ taken: 0, known: 1 });
  expect((await standing()).gaps[0]?.closedAt).not.toBeNull();
  expect(await delivered()).toMatchObject({ sent: 2, taken: 2, missing: 0, agrees: true });
  const batches = async () =>
    (await there.office.get('/api/ingestion/batches')).json<{ items: { filename: string }[] }>().items;
  await expect.poll(async () => (await batches()).length, { timeout: 20_000 }).toBe(2);
});

test('what nobody said to be safe is packed once more, under the same number', async () => {
  const lost = await packBundle(here.context, true);
  lost.body.destroy();
  const again = await packBundle(here.context, true);
  again.body.destroy();
  expect(again).toMatchObject({ number: lost.number, envelopes: lost.envelopes });
});

test('receipts and messages travel back as a file; what has none is packed again', async () => {
  expect((await nodeStatus(here.context)).waiting).toBe(2);
  const again = await pack(true);
  expect((await unpack(again)).json()).toMatchObject({ number: 3, taken: 0, known: 2 });
  await expect
    .poll(async () => (await standing()).envelopes.filter(({ state }) => state === 'done').length, {
      timeout: 20_000,
    })
    .toBe(2);
  const given = await there.office.get(`${path}/receipts`);
  expect(given.statusCode).toBe(200);
  const back = await takeReturned(here.context, given.body);
  expect(back.receipted).toBe(2);
  expect(back.messages).toBeGreaterThanOrEqual(2);
  expect(await takeReturned(here.context, given.body)).toEqual({ receipted: 0, messages: 0 });
  expect((await nodeStatus(here.context)).waiting).toBe(0);
  await expect(takeReturned(here.context, '{}')).rejects.toMatchObject({ code: 'nodes.no-bundle' });
});

test('who may not take bundles takes none; a bundle of another node is not this one’s', async () => {
  const [first = Buffer.alloc(0)] = bundles;
  expect((await there.department.upload(`${path}/bundle`, 'bundle', first)).statusCode).toBe(403);
  await there.register('other');
  expect(codeOf(await there.office.upload('/api/nodes/nodes/other/bundle', 'bundle', first))).toBe(
    'nodes.foreign-head',
  );
});
