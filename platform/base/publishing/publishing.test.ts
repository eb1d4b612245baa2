import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import module from './module.ts';

const clock = fixedClock('2026-03-02T02:00:00Z');
const office = '330281-rsj';
let city: TestCity;
let author: Asker;
let head: Asker;
let other: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [
      organisationsModule,
      codesModule,
      identityModule,
      ledgerModule,
      tasksModule,
      documentsModule,
      module,
    ],
    clock,
    work: false,
  });
  const both = { 'publishing:write': 'department', 'publishing:review': 'department' } as const;
  const own = { 'tasks:own': 'department', 'documents:attach': 'own' } as const;
  author = city.as({ id: 'author', organisation: office, grants: { ...both, ...own } });
  head = city.as({ id: 'head', organisation: office, grants: { ...both, ...own } });
  other = city.as({ id: 'other', organisation: '330281-mzj', grants: { ...both, ...own } });
});
afterAll(() => city.close());

const draft = (more: object = {}) => ({
  category: 'notice',
  disclosure: 'active',
  issuedOn: '2026-03-02',
  channels: ['web'],
  fromAt: null,
  toAt: null,
  title: { zh: '停水通知', en: 'Water will be off' },
  body: { zh: '周三<script>alert(1)</script>停水。', en: 'On Wednesday.' },
  note: null,
  ...more,
});
const write = async (more: object = {}) =>
  (await author.post('/api/publishing/articles', draft(more))).json();
const step = (who: Asker, id: string, what: string, body?: object) =>
  who.post(`/api/publishing/articles/${id}/${what}`, body);
const release = async (id: string) => {
  const seen = (await step(author, id, 'submit')).json();
  return step(head, id, 'review', { decision: 'release', version: seen.version, revision: seen.revision });
};
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const attach = async (name: string) =>
  (await author.upload('/api/documents/attachments?kind=publishing.attachment', name, png)).json();
const publicly = (id: string) => city.stranger.get(`/api/publishing/public/${id}`);
const waiting = async () => (await head.get('/api/tasks?kind=publishing.review')).json().items.length;

test('a draft is reviewed by somebody else, returned with a reason, mended and released', async () => {
  const { id, revision, indexNumber } = await write();
  expect(indexNumber).toMatch(/^330281-rsj\/2026-0000\d$/);
  expect((await publicly(id)).statusCode).toBe(404);
  await step(author, id, 'submit');
  expect(await waiting()).toBe(1);
  const decide = (who: Asker, more: object) => step(who, id, 'review', { version: 1, revision, ...more });
  expect((await decide(author, { decision: 'release' })).json().code).toBe('publishing.own-article');
  expect((await decide(head, { decision: 'return' })).json().code).toBe('publishing.needs-reason');
  expect((await decide(other, { decision: 'release' })).statusCode).toBe(404);
  expect((await step(author, id, 'submit')).json().code).toBe('publishing.not-a-draft');
  expect((await decide(head, { decision: 'return', reason: '写明时段' })).json().state).toBe('returned');
  expect(await waiting()).toBe(0);
  const back = (await author.get('/api/tasks?kind=publishing.returned')).json().items;
  expect(back).toMatchObject([{ assignee: 'author' }]);
  const put = (seen: number) =>
    author.put(`/api/publishing/articles/${id}`, {
      ...draft({ title: { zh: '周三停水通知', en: 'Off' } }),
      revision: seen,
    });
  expect((await put(99)).json().code).toBe('publishing.changed');
  const mended = (await put(revision)).json();
  await step(author, id, 'submit');
  // What was read before the change is not what would be released.
  expect((await decide(head, { decision: 'release' })).json().code).toBe('publishing.changed');
  expect((await decide(head, { decision: 'release', revision: mended.revision })).json().state).toBe(
    'released',
  );
  expect((await publicly(id)).json()).toMatchObject({
    title: { zh: '周三停水通知' },
    indexNumber,
    disclosure: 'active',
    organisationName: { zh: expect.stringContaining('人力') },
    corrections: [],
  });
});

test('a correction says what it corrects; until it is released people read what was there', async () => {
  const { id } = await write();
  await release(id);
  const { revision } = (await author.get(`/api/publishing/articles/${id}`)).json();
  const put = (more: object) =>
    author.put(`/api/publishing/articles/${id}`, { ...draft(more), category: 'policy', revision });
  const corrected = { title: { zh: '停水通知（更正）', en: 'Corrected' } };
  expect((await put(corrected)).json().code).toBe('publishing.note-needed');
  expect((await put({ ...corrected, note: '日期改为周四' })).json()).toMatchObject({
    version: 2,
    state: 'draft',
  });
  expect((await publicly(id)).json()).toMatchObject({ title: { zh: '停水通知' }, category: 'notice' });
  await release(id);
  expect((await publicly(id)).json()).toMatchObject({
    title: { zh: '停水通知（更正）' },
    corrections: [{ version: 2, note: '日期改为周四' }],
  });
});

test('shown from its beginning until its end, on its channels; withdrawn it leaves a trace', async () => {
  const times = { fromAt: '2026-03-03T00:00:00.000Z', toAt: '2026-03-04T00:00:00.000Z' };
  expect(
    (await author.post('/api/publishing/articles', draft({ ...times, toAt: times.fromAt }))).json().code,
  ).toBe('publishing.backwards');
  const { id } = await write({ ...times, channels: ['tv'] });
  await release(id);
  const listed = async (channel: string) =>
    (await city.stranger.get(`/api/publishing/public?channel=${channel}`))
      .json()
      .items.some((each: { id: string }) => each.id === id);
  expect([(await publicly(id)).statusCode, await listed('tv')]).toEqual([404, false]);
  clock.set('2026-03-03T00:00:00Z');
  expect([(await publicly(id)).statusCode, await listed('tv'), await listed('web')]).toEqual([
    200,
    true,
    false,
  ]);
  clock.set('2026-03-04T00:00:00Z');
  expect((await publicly(id)).statusCode).toBe(404);
  const gone = await write();
  await release(gone.id);
  expect((await step(other, gone.id, 'withdraw', { reason: '越权' })).statusCode).toBe(404);
  expect((await step(head, gone.id, 'withdraw', { reason: '内容有误' })).statusCode).toBe(200);
  expect((await step(head, gone.id, 'withdraw', { reason: '再撤' })).json().code).toBe(
    'publishing.withdrawn',
  );
  const trace = await publicly(gone.id);
  expect([trace.statusCode, trace.json().detail.zh]).toEqual([410, expect.stringContaining('内容有误')]);
});

test('the feed is Atom, escaped; attachments are those of the article alone', async () => {
  const file = await attach('a.png');
  const { id } = await write({ attachments: [file.id] });
  const at = `/api/publishing/public/${id}/attachments/${file.id}`;
  expect((await city.stranger.get(at)).statusCode).toBe(404);
  await release(id);
  expect((await city.stranger.get(at)).statusCode).toBe(200);
  const elsewhere = await write();
  await release(elsewhere.id);
  expect(
    (await city.stranger.get(`/api/publishing/public/${elsewhere.id}/attachments/${file.id}`)).statusCode,
  ).toBe(404);
  const feed = await city.stranger.get('/api/publishing/feed');
  expect(feed.headers['content-type']).toContain('application/atom+xml');
  expect(feed.body).toContain('&lt;script&gt;');
  expect(feed.body).not.toContain('<script');
  expect(feed.body).toContain(`<id>urn:uuid:${id}</id>`);
  expect((await city.stranger.post('/api/publishing/articles', draft())).statusCode).toBe(401);
});

test('what comes with a correction is seen once somebody else has released it', async () => {
  const first = await attach('first.png');
  const { id } = await write({ attachments: [first.id] });
  await release(id);
  const second = await attach('second.png');
  const { revision } = (await author.get(`/api/publishing/articles/${id}`)).json();
  const more = { note: '补充附件', attachments: [first.id, second.id], revision };
  expect((await author.put(`/api/publishing/articles/${id}`, { ...draft(), ...more })).statusCode).toBe(200);
  const names = async () => (await publicly(id)).json().attachments.map(({ name }: { name: string }) => name);
  const open = () => city.stranger.get(`/api/publishing/public/${id}/attachments/${second.id}`);
  expect([await names(), (await open()).statusCode]).toEqual([['first.png'], 404]);
  const edited = (await author.get(`/api/publishing/articles/${id}`)).json();
  expect(edited.attachments).toHaveLength(2);
  await release(id);
  expect([await names(), (await open()).statusCode]).toEqual([['first.png', 'second.png'], 200]);
});

test('withdrawn while its correction is reviewed: the review goes with it, and nothing is released', async () => {
  const { id } = await write();
  await release(id);
  const { revision } = (await author.get(`/api/publishing/articles/${id}`)).json();
  await author.put(`/api/publishing/articles/${id}`, { ...draft(), note: '日期有误', revision });
  const before = await waiting();
  const seen = (await step(author, id, 'submit')).json();
  expect(await waiting()).toBe(before + 1);
  expect((await step(head, id, 'withdraw', { reason: '内容有误' })).statusCode).toBe(200);
  expect(await waiting()).toBe(before);
  const decided = { decision: 'release', version: seen.version, revision: seen.revision };
  expect((await step(head, id, 'review', decided)).json().code).toBe('publishing.withdrawn');
});
