import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { previewPaper } from './issue.ts';
import type { Layout } from './layout.ts';
import documents from './module.ts';
import { findPublished } from './template-store.ts';
import { ensureTemplate } from './templates.ts';
import { infected, kinds } from './testing/kinds.ts';

const clock = fixedClock('2026-11-28T02:00:00Z');
let city: TestCity;
let office: Asker;
let other: Asker;
let archivist: Asker;

const grants = {
  'documents:read': 'department',
  'documents:issue': 'department',
  'documents:attach': 'own',
  'documents:archive': 'department',
} as const;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, documents, kinds],
    clock,
  });
  office = city.as({ id: 'office', organisation: '330281-zfb', grants });
  archivist = city.as({ id: 'archivist', organisation: '330281-zfb', grants });
  other = city.as({ id: 'other', organisation: '330281-rsj', grants });
});
afterAll(() => city.close());

const values = {
  subject: '关于做好数据归集工作的通知',
  to: '各镇（街道），市级各部门',
  body: '现就有关事项通知如下。经办人：𠮷某、䶮某。\n特此通知。',
  tasks: [{ number: '1', task: '编制目录', unit: '各部门' }],
};
const receipt = { form: '试表', receipt: 'R-1', answers: [{ question: '问', answer: '答' }] };

const issue = (who: Asker, key: string, more: object = {}) =>
  who.post('/api/documents/issue', { template: 'office-notice', values, key, ...more });

test('a notice is numbered, printed, sealed, and anyone verifies it by code, number and file', async () => {
  const answer = await issue(office, 'first-key');
  expect(answer.statusCode).toBe(200);
  const paper = answer.json();
  expect(paper).toMatchObject({
    number: '姚试发〔2026〕1号',
    state: 'issued',
    missing: ['𠮷'],
    sealed: 'simulated',
  });
  const file = await office.get(`/api/documents/issued/${paper.id}/file`);
  expect(file.headers['content-type']).toBe('application/pdf');
  const bytes = file.rawPayload;
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper.digest);

  const verify = (query: string) => city.stranger.get(`/api/documents/verify?${query}`);
  const byCode = (await verify(`code=${paper.code.toLowerCase()}&digest=${paper.digest}`)).json();
  expect(byCode).toMatchObject({ found: true, state: 'valid', matches: true, seal: 'valid' });
  expect(byCode.issuer.zh).toBe('余姚市人民政府办公室');
  const byNumber = (await verify(`code=${encodeURIComponent(paper.number)}&digest=${'0'.repeat(64)}`)).json();
  expect(byNumber).toMatchObject({ found: true, matches: false });
  expect(JSON.stringify([byCode, byNumber])).not.toContain(values.subject);
  expect((await verify('code=NOTHING')).json()).toEqual({ found: false });
});

test('the same request is the same paper; other content under its key is refused', async () => {
  const once = (await issue(office, 'same-key')).json();
  expect((await issue(office, 'same-key')).json()).toEqual(once);
  const changed = await issue(office, 'same-key', { values: { ...values, subject: '另一份' } });
  expect([changed.statusCode, changed.json().code]).toEqual([409, 'documents.key-taken']);
});

test('of many at once each has the next number: none twice, none left out, also when some are refused', async () => {
  const asked = Array.from({ length: 12 }, (_, index) =>
    index % 4 === 3
      ? other.post('/api/documents/issue', {
          template: 'certificate-of-receipt',
          values: {},
          key: `bad-key-${index}`,
        })
      : other.post('/api/documents/issue', {
          template: 'certificate-of-receipt',
          values: receipt,
          key: `key-of-${Math.floor(index / 2)}`,
        }),
  );
  const answers = await Promise.all(asked);
  const refused = answers.filter(({ statusCode }) => statusCode === 422);
  expect(refused).toHaveLength(3);
  expect(refused[0]?.json().errors).toHaveLength(3);
  const numbers = answers.filter(({ statusCode }) => statusCode === 200).map((each) => each.json().number);
  const distinct = [...new Set(numbers)].toSorted();
  expect(numbers).toHaveLength(9);
  expect(distinct).toEqual([1, 2, 3, 4, 5, 6].map((each) => `姚试表〔2026〕${each}号`));
});

test('another department issues no notice of the office and sees none', async () => {
  const paper = (await issue(office, 'seen-key')).json();
  expect((await issue(other, 'not-mine')).json().code).toBe('documents.not-issuer');
  for (const path of ['', '/file'])
    expect((await other.get(`/api/documents/issued/${paper.id}${path}`)).statusCode).toBe(404);
  expect((await other.post(`/api/documents/issued/${paper.id}/revoke`, { reason: '试' })).statusCode).toBe(
    404,
  );
  const list = (await other.get('/api/documents/papers')).json().items as { issuer: string }[];
  expect(list.every(({ issuer }) => issuer === '330281-rsj')).toBe(true);
  expect((await city.stranger.get('/api/documents/papers')).statusCode).toBe(401);
  expect((await city.as({ grants: {} }).post('/api/documents/issue', {})).statusCode).toBe(403);
});

test('a revoked paper says so to everybody', async () => {
  const paper = (await issue(office, 'revoke-key')).json();
  const revoked = await office.post(`/api/documents/issued/${paper.id}/revoke`, { reason: '内容有误' });
  expect(revoked.json().state).toBe('revoked');
  expect((await city.stranger.get(`/api/documents/verify?code=${paper.code}`)).json().state).toBe('revoked');
  const again = await office.post(`/api/documents/issued/${paper.id}/revoke`, { reason: '再撤' });
  expect(again.json().code).toBe('documents.revoke-state');
});

test('a template is drafted, previewed and published; papers keep the version they were printed by', async () => {
  const keeper = city.as({
    organisation: '330281-rsj',
    grants: { ...grants, 'documents:templates': 'city' },
  });
  const layout = {
    style: 'plain',
    heading: '证明',
    issuerName: '试验局',
    series: '试证',
    retention: '10-years',
    fields: [{ name: 'name', label: { zh: '姓名', en: 'Name' }, kind: 'text', required: true }],
    blocks: [{ kind: 'paragraph', text: '兹证明{name}。' }],
  };
  const put = (more: object = {}) =>
    keeper.put('/api/documents/templates/trial-proof', {
      title: { zh: '试证明', en: 'Trial proof' },
      layout: { ...layout, ...more },
    });
  expect((await put({ heading: '{nobody}' })).statusCode).toBe(400);
  expect((await put()).json()).toMatchObject({ state: 'draft', version: 1 });
  const asked = { template: 'trial-proof', values: { name: '甲' }, key: 'proof-key-1' };
  expect((await keeper.post('/api/documents/issue', asked)).json().code).toBe(
    'documents.template-unpublished',
  );
  const preview = (await keeper.post('/api/documents/preview', { layout, values: { name: '甲' } })).json();
  expect(Buffer.from(preview.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  expect((await keeper.post('/api/documents/templates/trial-proof/publish')).json().state).toBe('published');
  expect((await keeper.post('/api/documents/issue', asked)).json().number).toBe('试证〔2026〕1号');
  expect((await put({ heading: '新证明' })).json()).toMatchObject({ state: 'draft', version: 2 });
  const refused = await keeper.put('/api/documents/templates/office-notice', {
    title: { zh: '改', en: 'x' },
    layout,
  });
  expect(refused.json().code).toBe('documents.city-template');
  expect((await office.put('/api/documents/templates/trial-proof', {})).statusCode).toBe(403);
});

test('an attachment is what it is, not what it is called; what is refused is not kept', async () => {
  const send = (name: string, bytes: Buffer | string, kind = 'kinds.evidence') =>
    office.upload(`/api/documents/attachments?kind=${kind}`, name, bytes);
  const taken = await send('说明.exe', '余姚江畔');
  expect(taken.json()).toMatchObject({ type: 'text/plain; charset=utf-8', scanner: 'trial' });
  const { id } = taken.json();
  const back = await office.get(`/api/documents/attachments/${id}`);
  expect(back.body).toBe('余姚江畔');
  expect(back.headers['content-disposition']).toMatch(/^attachment/);
  expect((await other.get(`/api/documents/attachments/${id}`)).statusCode).toBe(404);
  const codeOf = async (...given: Parameters<typeof send>) => (await send(...given)).json().code;
  expect(await codeOf('a.txt', 'x', 'nobody.kind')).toBe('documents.kind-unknown');
  expect(await codeOf('a.pdf', '%PDF-1.7 << /S /JavaScript >>')).toBe('documents.file-active-content');
  expect(await codeOf('a.pdf', Buffer.from('4d5a9000', 'hex'))).toBe('documents.file-unknown');
  expect(await codeOf('a.txt', '')).toBe('documents.file-empty');
  expect(await codeOf('a.gif', Buffer.from('47494638396101000100', 'hex'))).toBe(
    'documents.file-not-allowed',
  );
  expect(await codeOf('a.txt', 'x'.repeat(100_001))).toBe('files.too-large');
  expect(await codeOf('a.txt', 'scanner down')).toBe('documents.scanner-down');
  expect(await codeOf('a.txt', infected)).toBe('documents.file-infected');
  const kept = createHash('sha256').update(infected).digest('hex');
  await expect(city.platform.contextFor(office.actor).files.path(kept)).rejects.toThrow('files.unknown');
});

test('the same template of the city again is no new version, however its parts are ordered; a paper has a measure', async () => {
  const context = city.platform.contextFor(office.actor);
  const layout: Layout = {
    ...(await findPublished(context.db, 'office-notice'))?.layout,
  } as Layout;
  const template = { code: 'twice', title: { zh: '两次', en: 'Twice' }, issuer: null, layout };
  await ensureTemplate(context, template, 'city:papers.yaml');
  const first = await findPublished(context.db, 'twice');
  const turned = Object.fromEntries(Object.entries(layout).toReversed()) as Layout;
  await ensureTemplate(context, { ...template, layout: turned }, 'city:papers.yaml');
  expect((await findPublished(context.db, 'twice'))?.version).toBe(first?.version);
  const long = await previewPaper(
    context,
    {
      ...layout,
      blocks: Array.from({ length: 20 }, () => ({
        kind: 'paragraph' as const,
        text: '{body}'.repeat(500),
      })),
    },
    { ...values, body: '余'.repeat(20_000) },
  ).catch((error: unknown) => error);
  expect(long).toMatchObject({ code: 'documents.too-long' });
});

test('papers go to the archive as a list, and after their time, by two people, out of it with proof', async () => {
  const mine = (await issue(office, 'archive-key')).json();
  const list = (
    await office.post('/api/documents/transfers', { title: '2026年文书', until: '2026-11-28' })
  ).json();
  expect(list.papers).toBeGreaterThan(2);
  expect(
    (await office.post('/api/documents/transfers', { title: '再交', until: '2026-11-28' })).json().code,
  ).toBe('documents.nothing-to-transfer');
  const manifest = (await office.get(`/api/documents/transfers/${list.id}/manifest`)).body;
  expect(manifest).toContain(mine.digest);
  expect((await other.get(`/api/documents/transfers/${list.id}/manifest`)).statusCode).toBe(404);
  const propose = () => office.post('/api/documents/disposals', { papers: [mine.id], reason: '保管期满' });
  expect((await office.get('/api/documents/expired')).json().items).toEqual([]);
  expect((await propose()).json().code).toBe('documents.not-expired');
  clock.advance(31 * 366 * 86_400_000);
  const proposed = (await propose()).json();
  const decide = (who: Asker, approve = true) =>
    who.post(`/api/documents/disposals/${proposed.id}/decide`, { approve });
  expect((await decide(office)).json().code).toBe('documents.same-hand');
  expect((await decide(other)).statusCode).toBe(404);
  const context = city.platform.contextFor(office.actor);
  const stored = await context.files.path(mine.digest);
  const done = (await decide(archivist)).json();
  expect(done).toMatchObject({ state: 'done', proof: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await expect(access(stored)).rejects.toThrow('ENOENT');
  expect((await office.get(`/api/documents/issued/${mine.id}/file`)).json().code).toBe('documents.gone');
  expect((await office.get(`/api/documents/papers/${mine.id}`)).json()).toMatchObject({
    state: 'disposed',
    number: mine.number,
  });
  // Nor do its title, its versions and the search say what it was about.
  const left = await office.get(`/api/documents/papers/${mine.id}/history`);
  expect(left.statusCode).toBe(200);
  expect(left.body + (await office.get(`/api/documents/papers/${mine.id}`)).body).not.toContain('数据归集');
  const said = (
    await city.stranger.get(`/api/documents/verify?code=${encodeURIComponent(mine.number)}`)
  ).json();
  expect(said).toMatchObject({ state: 'disposed', digest: mine.digest });
  expect((await decide(archivist)).json().code).toBe('documents.disposal-decided');
});
