import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { pendingBytes } from '../attachment-store.ts';
import { attachTo, attachmentsOf, keepAttachments } from '../faces.ts';
import { sweepAttachments } from '../jobs.ts';
import documents from '../module.ts';
import { kinds } from '../testing/kinds.ts';

const clock = fixedClock('2026-11-28T02:00:00Z');
let city: TestCity;
let office: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, documents, kinds],
    clock,
  });
  office = city.as({ id: 'office', organisation: '330281-zfb', grants: { 'documents:attach': 'own' } });
});
afterAll(() => city.close());

const upload = async (text: string): Promise<string> =>
  (await office.upload('/api/documents/attachments?kind=kinds.evidence', 'a.txt', text)).json().id;
const draft = (key: string) => ({ module: 'kinds', record: 'case', key });
/** Ids of what a thing has. */
const idsOf = async (key: string): Promise<string[]> =>
  (await attachmentsOf(city.platform.services.store.db, draft(key))).map(({ id }) => id);
/** The office saves a draft with these, or hands it in. */
async function put(how: typeof attachTo, key: string, ids: readonly string[]): Promise<void> {
  const context = city.platform.contextFor(office.actor);
  await context.transaction((tx) => how(context, tx, ids, draft(key)));
}
async function sweep(): Promise<void> {
  const context = city.platform.contextFor(system);
  const job = await context.startJob(context.db, sweepAttachments, {}, { actor: system });
  expect((await city.finished(job)).status).toBe('done');
}
const download = async (id: string): Promise<number> =>
  (await office.get(`/api/documents/attachments/${id}`)).statusCode;
const days = (count: number) => clock.advance(count * 86_400_000);

test('uploads that nothing was handed in with are gone after a month; those that belong to something stay', async () => {
  const [tied, left] = [await upload('已提交'), await upload('未提交')];
  await put(attachTo, '1', [tied]);
  await sweep();
  expect([await idsOf('1'), await download(left)]).toEqual([[tied], 200]);
  // Whoever uploaded it asks the module of the thing that it belongs to from now on.
  expect(await download(tied)).toBe(404);
  days(31);
  await sweep();
  expect([await idsOf('1'), await download(left)]).toEqual([[tied], 404]);
});

test('a draft keeps its files a month from its last save, and they count until it is handed in', async () => {
  const { db } = city.platform.services.store;
  const before = await pendingBytes(db, 'office');
  const file = await upload('草稿里的');
  await put(keepAttachments, '2', [file]);
  expect((await pendingBytes(db, 'office')) - before).toBe(Buffer.byteLength('草稿里的'));
  days(20);
  await put(keepAttachments, '2', [file]);
  days(20);
  await sweep();
  expect(await idsOf('2')).toEqual([file]);
  // Taken out of the draft it is the uploader's, and for a month from then on.
  await put(keepAttachments, '2', []);
  expect([await idsOf('2'), await download(file)]).toEqual([[], 200]);
  days(20);
  await sweep();
  expect(await download(file)).toBe(200);
  await put(keepAttachments, '3', [file]);
  days(31);
  await sweep();
  expect(await idsOf('3')).toEqual([]);
  expect(await pendingBytes(db, 'office')).toBe(0);
});

test('what was handed in stays with its thing, also when a draft that came back holds it no more', async () => {
  const [received, added] = [await upload('交过的'), await upload('补交的')];
  await put(keepAttachments, '4', [received]);
  await put(attachTo, '4', [received]);
  days(40);
  await put(keepAttachments, '4', [added]);
  await put(keepAttachments, '4', []);
  expect(await idsOf('4')).toEqual([received]);
  await sweep();
  expect(await idsOf('4')).toEqual([received]);
});
