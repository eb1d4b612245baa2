import { afterAll, beforeAll, expect, test } from 'vitest';
import { civil, openOffice, social, type Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-03-02T02:00:00Z');
});
afterAll(() => office.city.close());

const HOUR = 3_600_000;
const keysOf = (answer: { json(): { items: { source: { key: string } }[] } }) =>
  answer.json().items.map(({ source }) => source.key);

test('what waits for a pool is claimed by those who hold its post, by one of them when they come at once', async () => {
  const { clerk, colleague, open } = office;
  const id = await open('pool', { pool: 'inspector' });
  expect((await clerk.get(`/api/tasks/${id}`)).json().may).not.toContain('claim');
  expect((await clerk.post(`/api/tasks/${id}/claim`)).json().code).toBe('tasks.not-in-pool');
  expect(keysOf(await colleague.get('/api/tasks?whose=pool'))).toEqual(['pool']);
  const doctor = office.city.as({ ...colleague.actor, grants: { 'tasks:own': 'own' } });
  expect(keysOf(await doctor.get('/api/tasks'))).toEqual(['pool']);
  office.city.as({ ...colleague.actor, grants: { 'tasks:own': 'department' } });
  const both = await Promise.all(
    [colleague, colleague, clerk].map((who) => who.post(`/api/tasks/${id}/claim`)),
  );
  expect(both.map(({ statusCode }) => statusCode)).toEqual([
    200,
    200,
    expect.toSatisfy((code) => code === 403 || code === 409),
  ]);
  const anybody = await open('anybody');
  const race = await Promise.all([clerk, colleague].map((who) => who.post(`/api/tasks/${anybody}/claim`)));
  expect(race.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
});

test('a task is urged with a reason, counted, and not again by the same person before some hours are over', async () => {
  const { clerk, colleague, head, other, open, clock } = office;
  const id = await open('urged');
  await clerk.post(`/api/tasks/${id}/claim`);
  const urge = (who: typeof clerk) => who.post(`/api/tasks/${id}/urge`, { reason: '群众在等' });
  expect((await clerk.post(`/api/tasks/${id}/urge`, { reason: ' ' })).statusCode).toBe(400);
  expect((await urge(clerk)).json().code).toBe('tasks.own-task');
  expect((await urge(other)).statusCode).toBe(404);
  expect((await urge(head)).json()).toMatchObject({ urged: 1 });
  const again = await urge(head);
  expect([again.statusCode, again.json().code]).toEqual([429, 'tasks.urged-already']);
  expect(again.json().extra.again).toBe(new Date(clock.now().getTime() + 4 * HOUR).toISOString());
  expect((await urge(colleague)).json()).toMatchObject({ urged: 2 });
  clock.advance(4 * HOUR);
  const third = (await urge(head)).json();
  expect(third).toMatchObject({ urged: 3 });
  expect(third.notes.at(-1)).toMatchObject({ what: 'urged', words: '群众在等', byName: 'tou试验' });
  expect(await office.told('tasks.urged', id)).toMatchObject([
    { times: 1 },
    { times: 2 },
    { times: 3, assignee: clerk.actor.id },
  ]);
});

test('a copy is read and nothing else: the reader urges, marks it read, and changes nothing', async () => {
  const { clerk, other, otherHead, open } = office;
  const id = await open('copied');
  const copy = (body: object) => clerk.post(`/api/tasks/${id}/copies`, body);
  expect((await copy({})).json().code).toBe('tasks.copy-whom');
  expect((await copy({ person: other.actor.id })).json().code).toBe('tasks.unknown-colleague');
  expect((await copy({ organisation: '330281-nowhere' })).json().code).toBe('tasks.unknown-organisation');
  expect((await other.get(`/api/tasks/${id}`)).statusCode).toBe(404);
  expect((await copy({ organisation: civil, person: other.actor.id })).statusCode).toBe(200);
  expect((await copy({ organisation: civil, person: other.actor.id })).json().code).toBe(
    'tasks.copied-already',
  );
  expect((await otherHead.get(`/api/tasks/${id}`)).statusCode).toBe(404);
  expect(keysOf(await other.get('/api/tasks'))).toEqual([]);
  expect(keysOf(await other.get('/api/tasks?whose=copied'))).toEqual(['copied']);
  expect((await other.get('/api/tasks/summary')).json()).toMatchObject({ copied: 1, waiting: 0 });
  expect((await other.get(`/api/tasks/${id}`)).json()).toMatchObject({ copied: true, may: ['urge'] });
  const acts = ['claim', 'release', 'resume'].map((act) => other.post(`/api/tasks/${id}/${act}`, {}));
  const refused = [
    ...(await Promise.all(acts)),
    await other.post(`/api/tasks/${id}/notes`, { words: '看看' }),
    await other.post(`/api/tasks/${id}/hand-over`, { organisation: civil, reason: '给我' }),
    await other.post(`/api/tasks/${id}/copies`, { organisation: social }),
  ];
  expect(new Set(refused.map((answer) => answer.json().code))).toEqual(new Set(['tasks.copy-read-only']));
  const read = (await other.post(`/api/tasks/${id}/read`)).json();
  expect(read.copies).toMatchObject([
    { reader: other.actor.id, name: 'min试验', readAt: office.clock.now().toISOString() },
  ]);
  expect((await other.get('/api/tasks/summary')).json().copied).toBe(0);
});

test('whoever stands in for a colleague sees and releases what the colleague holds', async () => {
  const { clerk, open, city } = office;
  const id = await open('stand-in');
  await clerk.post(`/api/tasks/${id}/claim`);
  const substitute = { id: 'substitute', organisation: civil, grants: { 'tasks:own': 'own' } } as const;
  const stranger = city.as({ ...substitute, name: '路人' });
  expect((await stranger.get(`/api/tasks/${id}`)).statusCode).toBe(404);
  const standIn = city.as({ ...substitute, id: 'stand-in', name: `代:${clerk.actor.id}` });
  expect(keysOf(await standIn.get('/api/tasks?whose=mine'))).toContain('stand-in');
  expect((await standIn.post(`/api/tasks/${id}/release`)).json()).toMatchObject({
    code: 'request.not-found',
  });
  expect((await clerk.get(`/api/tasks/${id}`)).json()).toMatchObject({ status: 'open' });
});

test('many at once: a preview says what would be refused and why and does nothing; the rest is done', async () => {
  const { clerk, colleague, other, open } = office;
  const [free, held, pooled, foreign] = [
    await open('free'),
    await open('held'),
    await open('pooled', { pool: 'inspector' }),
    await open('foreign', { owner: civil }),
  ];
  await colleague.post(`/api/tasks/${held}/claim`);
  const ids = [free, held, pooled, foreign, 'nothing', free];
  const batch = async (body: object) => (await clerk.post('/api/tasks/batch', { ids, ...body })).json();
  const refusals = [
    { id: held, code: 'tasks.already-claimed' },
    { id: pooled, code: 'tasks.not-in-pool' },
    { id: foreign, code: 'request.not-found' },
    { id: 'nothing', code: 'request.not-found' },
  ];
  const preview = await batch({ action: 'claim', preview: true });
  expect(preview).toMatchObject({ done: [free], refused: refusals });
  expect((await clerk.get(`/api/tasks/${free}`)).json().status).toBe('open');
  expect(await batch({ action: 'claim' })).toMatchObject({ done: [free], refused: refusals });
  expect((await clerk.get(`/api/tasks/${free}`)).json()).toMatchObject({
    status: 'claimed',
    assigneeName: 'lin试验',
  });
  expect((await batch({ action: 'note' })).code).toBe('tasks.words-missing');
  expect(await batch({ action: 'note', words: '一并说明' })).toMatchObject({ done: [free, held, pooled] });
  expect(await batch({ action: 'hand-over', preview: true })).toMatchObject({ done: [free, held, pooled] });
  const over = await batch({ action: 'hand-over', organisation: civil, words: '归口管理' });
  expect(over.done).toEqual([free, held, pooled]);
  expect((await other.get(`/api/tasks/${pooled}`)).json()).toMatchObject({ owner: civil, pool: null });
  expect((await other.post('/api/tasks/batch', { action: 'claim', ids: [] })).statusCode).toBe(400);
  expect((await office.city.stranger.post('/api/tasks/batch', { action: 'claim', ids })).statusCode).toBe(
    401,
  );
});

test('the inbox is searched by words of the title in either language and by source, and filtered', async () => {
  const { manager, open } = office;
  const title = { zh: '浙江路井盖缺失', en: 'Manhole cover missing' };
  await open('case-20260302-7', { title, kind: 'story.quiet' });
  const found = async (q: string) => keysOf(await manager.get(`/api/tasks?q=${encodeURIComponent(q)}`));
  for (const q of ['井盖', '盖', '浙江 缺失', 'MANHOLE', 'cover miss', '20260302-7', '井盖 manhole'])
    expect(await found(q), q).toEqual(['case-20260302-7']);
  for (const q of ['盖井', '井盖 宁波', '%', 'zzz']) expect(await found(q), q).toEqual([]);
  expect((await manager.get('/api/tasks?due.from=yesterday')).statusCode).toBe(400);
  expect((await manager.get('/api/tasks?colour=red')).statusCode).toBe(400);
  expect(keysOf(await manager.get(`/api/tasks?kind=story.quiet&owner=${social}&module=story`))).toEqual([
    'case-20260302-7',
  ]);
  expect(keysOf(await manager.get('/api/tasks?module=other'))).toEqual([]);
});

test('statistics are the reader’s own organisation without the city’s scope, and asked with the permission only', async () => {
  const { head, manager, clerk, city } = office;
  const asked = '/api/tasks/statistics?period.from=2026-01-01&period.to=2026-12-31';
  const own = (await head.get(asked)).json().items;
  expect(own.map(({ key }: { key: string }) => key)).toEqual([social]);
  const all = (await manager.get(asked)).json().items;
  expect(all.map(({ key }: { key: string }) => key)).toEqual([civil, social]);
  expect(all[1]).toMatchObject({
    title: { zh: expect.stringContaining('人力资源') },
    closed: 0,
    medianHours: null,
  });
  const without = city.as({ ...clerk.actor, id: 'without', grants: { 'tasks:own': 'department' } });
  expect((await without.get(asked)).json().code).toBe('identity.forbidden');
  expect((await head.get('/api/tasks/statistics')).statusCode).toBe(400);
});
