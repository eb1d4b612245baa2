import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeRows } from '#kernel/record-server';
import { Scheme } from './records.ts';
import { codeOf, handIn, looked, mine, openCall, paperOf, scheme, tasksOf, until } from './testing/call.ts';

vi.setConfig({ testTimeout: 90_000 });

const { act, city, clock, forge, mill, officer, platform, reviewers } = await openCall();
afterAll(() => city.close());
beforeAll(async () => {
  expect((await officer.post('/api/grants/schemes', scheme())).statusCode).toBe(200);
  clock.set('2026-11-30T04:00:00Z');
});

test('what other organs began ends with the application', async () => {
  const { id } = await handIn(mill);
  await act(id, looked);
  const [seated] = (
    await Promise.all(
      reviewers.map(async (who) => ({
        who,
        items: (await who.get('/api/assessment/my/panels')).json().items,
      })),
    )
  ).filter(({ items }) => items.length > 0);
  expect(seated).toBeDefined();
  const panel = seated?.items[0]?.id;
  expect((await mill.post(`/api/forms/mine/${id}/withdraw`)).statusCode).toBe(200);
  const late = seated?.who.post(`/api/assessment/panels/${panel}/scores`, {
    scores: { need: 1, gain: 1 },
    words: '同意',
  });
  expect(await late?.then((answer) => answer.json())).toMatchObject({ code: 'assessment.dropped' });
  expect((await seated?.who.get('/api/tasks?kind=assessment.seat'))?.json().items).toEqual([]);
});

test('what is not eligible is refused with its reason; taken back, it can be made anew; late is late', async () => {
  const { id, handed } = await handIn(forge, { amount: 250_000 });
  expect(handed.statusCode).toBe(200);
  const [own] = await mine(forge).then((all) => all.filter((each) => each.id === id));
  expect(own?.checks.map(({ outcome }) => outcome)).toEqual([
    'unknown',
    'not-met',
    'unknown',
    'met',
    'not-met',
  ]);
  const judged = ['company-active', 'established-by', 'in-town'].map((check) => ({
    check,
    met: true,
    why: '看过',
  }));
  // A person cannot overrule what a register told.
  expect(await codeOf(act(id, { act: 'accept', judged }))).toBe('grants.not-eligible');
  expect((await forge.post(`/api/forms/mine/${id}/withdraw`)).statusCode).toBe(200);
  expect(await tasksOf(officer, 'grants.filed')).toEqual([]);
  const second = await handIn(forge);
  expect(second.handed.statusCode).toBe(200);
  expect((await act(second.id, { act: 'refuse', why: '注册地不在本市' })).statusCode).toBe(200);
  const refused = await until(forge, second.id, 'refused');
  expect(refused.steps.at(-1)).toMatchObject({ why: '注册地不在本市' });
  // The refusal is a paper that its applicant opens, and nobody else.
  expect(refused.paper).toBe(true);
  const paper = await paperOf(forge, second.id);
  expect([paper.statusCode, paper.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  const outsider = city.as({ id: 'outsider', kind: 'citizen', grants: { 'workflow:own': 'own' } });
  expect((await paperOf(outsider, second.id)).statusCode).toBe(404);
  const { rows } = await sql<{ title: string; values: { why: string } }>`select title, c.values
    from documents.paper p join documents.content c on c.paper = p.id where template = 'grant-refusal'`.execute(
    platform().db,
  );
  expect(rows).toMatchObject([{ title: '不予补助决定书', values: { why: '注册地不在本市' } }]);
  // Printed again it is the same paper.
  expect((await act(second.id, { act: 'print' })).statusCode).toBe(200);
  expect((await until(forge, second.id, 'refused')).steps).toEqual(refused.steps);
  expect((await handIn(forge)).handed.json()).toMatchObject({ code: 'grants.twice' });
  clock.set('2027-01-04T02:00:00Z');
  expect((await handIn(forge)).handed.json()).toMatchObject({ code: 'grants.late' });
});

test('awards at the same time never grant more than the budget', async () => {
  const context = platform();
  const at = clock.now().toISOString();
  const ids = Array.from({ length: 8 }, (_, index) => `at-once-${index}`);
  const row = scheme({ code: 'small-2027', form: 'data-correction', budgetFen: 250, capFen: 100 });
  await context.transaction((tx) =>
    writeRows(context, tx, Scheme, [row], { source: 'test', simulated: true }),
  );
  for (const [index, id] of ids.entries()) {
    await sql`insert into grants.application (id, receipt, scheme, matter, organisation, applicant_kind, applicant,
        applicant_name, payee_name, account, payee_account, asked_fen, granted_fen, state, checks, filed_at, simulated)
      values (${id}, ${id}, 'small-2027', 'technical-upgrade', ${officer.actor.organisation}, 'company', ${`C-${index}`}, '试验厂', '试验厂', 'agent',
        '6200000000000001', 100, 100, 'publicity', '[]'::jsonb, ${at}, true)`.execute(context.db);
    const article = `publicity-${index}`;
    await sql`insert into publishing.article (id, category, organisation, index_number, disclosure, issued_on, channels,
        simulated, created_at)
      values (${article}, 'notice', ${officer.actor.organisation}, ${article}, 'active', '2027-01-01', '{web}', true, ${at})`.execute(
      context.db,
    );
    await sql`insert into publishing.publicity (article, matter, working_days, ends_at)
      values (${article}, ${`grants.application:${id}`}, 1, '2027-01-01T00:00:00Z')`.execute(context.db);
  }
  const answers = await Promise.all(ids.map((id) => act(id, { act: 'award' })));
  const codes = answers.map((answer) => answer.json<{ code?: string }>().code ?? 'done');
  expect(codes.filter((code) => code === 'done')).toHaveLength(2);
  expect(codes.filter((code) => code === 'grants.over-budget')).toHaveLength(6);
  const lower = { ...row, budgetFen: 150 };
  const tried = context.transaction((tx) => writeRows(context, tx, Scheme, [lower], { source: 'test' }));
  await expect(tried).rejects.toMatchObject({ code: expect.stringMatching(/grants\.budget-given|invalid/) });
});

test('amounts and accounts are shown to whoever may, and a stranger sees no application', async () => {
  expect((await city.stranger.get('/api/grants/applications')).statusCode).toBe(401);
  const plain = city.as({
    id: 'plain',
    organisation: officer.actor.organisation,
    grants: { 'grants:read': 'department' },
  });
  const listed = await plain.get('/api/grants/applications');
  expect(listed.json().items.length).toBeGreaterThan(0);
  expect(listed.body).not.toContain('6200000000000001');
});
