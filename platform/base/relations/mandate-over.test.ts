import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '#kernel/actor';
import type { Asker, TestCity } from '#testing';
import { openTask } from '#platform/base/tasks';
import { runOutJob } from './run-out.ts';
import { runOut } from './store.ts';
import { account, clock, day, health, openTown } from './testing/town.ts';

let city: TestCity;
let mother: Asker, office: Asker, agent: Asker, colleague: Asker, clerk: Asker;

beforeAll(async () => {
  ({ city, mother, office } = await openTown());
  const citizen = async (name: string, idNumber: string): Promise<Asker> => {
    const id = await account(city, name, { citizen: { idNumber, person: `P-${name}` } });
    return city.as({ id, kind: 'citizen', grants: { 'tasks:own': 'own', 'relations:self': 'own' } });
  };
  agent = await citizen('agent', '000000199001010023');
  colleague = await citizen('colleague', '000000199001010031');
  clerk = city.as({ id: 'clerk', organisation: health, grants: { 'tasks:own': 'department' } });
}, 120_000);
afterAll(() => city.close());

/** The agent acts for that one from now on; the relation's id. */
async function acts(who: Asker, subject: string, more: object = {}): Promise<string> {
  const made = await office.post('/api/relations/made', {
    kind: subject.startsWith('C-') ? 'relations.company-agent' : 'relations.guardian',
    subject,
    holder: who.actor.id,
    basis: subject.startsWith('C-') ? 'contract' : 'law',
    article: '委托书第 8 号',
    endsAt: day(365),
    ...more,
  });
  expect(made.statusCode, made.body).toBe(200);
  return made.json().id;
}

/** Something waits that the agent began in that one's place. */
const waits = (key: string, onBehalfOf: string): Promise<string> => {
  const context = city.platform.contextFor(system);
  return context.transaction((tx) =>
    openTask(context, tx, {
      kind: 'story.supplement',
      title: { zh: '请补正', en: 'Something is lacking' },
      owner: health,
      assignee: agent.actor.id,
      onBehalfOf,
      source: { module: 'story', record: 'application', key },
      link: `/my/story/${key}`,
    }),
  );
};

const end = async (relation: string): Promise<void> => {
  const answer = await office.post(`/api/relations/made/${relation}/end`, { reason: '不再经办' });
  expect(answer.statusCode, answer.body).toBe(200);
};
const sees = async (who: Asker, task: string): Promise<boolean> =>
  (await who.get(`/api/tasks/${task}`)).statusCode === 200;
const lists = async (who: Asker): Promise<string[]> =>
  (await who.get('/api/tasks?whose=mine')).json().items.map(({ id }: { id: string }) => id);
const heldBy = async (task: string): Promise<string | null> =>
  (await clerk.get(`/api/tasks/${task}`)).json().assignee;
/** Those who were told, in their order, that it is in their hands. */
async function told(task: string): Promise<string[]> {
  const { rows } = await sql<{ assignee: string }>`
    select payload ->> 'assignee' as assignee from kernel.event
    where name = 'tasks.assigned' and key = ${task} order by id`.execute(city.platform.services.store.db);
  return rows.map(({ assignee }) => assignee);
}

/** Until whoever moves tasks has dealt with every mandate that is over by now. */
const heard = () =>
  vi.waitFor(async () => {
    const { rows } = await sql<{ ahead: number; letters: number }>`
      select (select count(*)::int from kernel.event e where e.name = 'identity.mandate-ended'
          and (e.position is null or e.position > c.position)) as ahead,
        (select count(*)::int from kernel.dead_letter d where d.subscriber = c.subscriber) as letters
      from kernel.event_cursor c where c.subscriber = 'tasks.mandate-over'`.execute(
      city.platform.services.store.db,
    );
    expect(rows).toEqual([{ ahead: 0, letters: 0 }]);
  }, 10_000);

test('while the mandate stands, every agent of the company sees and does what waits for it, and nobody else', async () => {
  await acts(agent, 'C-bridge');
  await acts(colleague, 'C-bridge');
  const task = await waits('1', 'C-bridge');
  expect(await lists(agent)).toEqual([task]);
  expect(await lists(colleague)).toEqual([task]);
  expect(await lists(mother)).toEqual([]);
  expect(await sees(mother, task)).toBe(false);
  const noted = await colleague.post(`/api/tasks/${task}/notes`, { words: '材料在路上' });
  expect(noted.statusCode, noted.body).toBe(200);
});

test('a mandate that ends takes the sight at once; the other agent has it in hand, and is told', async () => {
  const relation = await acts(agent, 'C-ferry');
  const task = await waits('2', 'C-ferry');
  await acts(colleague, 'C-ferry');
  expect(await sees(agent, task)).toBe(true);
  await end(relation);
  expect(await sees(agent, task)).toBe(false);
  expect(await lists(agent)).not.toContain(task);
  expect((await agent.post(`/api/tasks/${task}/notes`, { words: '?' })).statusCode).toBe(404);
  await vi.waitFor(async () => expect(await heldBy(task)).toBe(colleague.actor.id), 10_000);
  expect(await told(task)).toEqual([agent.actor.id, colleague.actor.id]);
});

test('one who has an account here gets their own matters back themselves', async () => {
  const relation = await acts(agent, 'P-mother');
  const task = await waits('3', 'P-mother');
  expect(await sees(mother, task)).toBe(true);
  await end(relation);
  expect(await sees(agent, task)).toBe(false);
  await vi.waitFor(async () => expect(await heldBy(task)).toBe(mother.actor.id), 10_000);
  expect(await lists(mother)).toContain(task);
  expect(await told(task)).toEqual([agent.actor.id, mother.actor.id]);
});

test('with nobody left it waits in nobody’s hands, and no official takes it', async () => {
  const relation = await acts(agent, 'C-mill');
  const task = await waits('4', 'C-mill');
  await end(relation);
  await vi.waitFor(async () => expect(await heldBy(task)).toBeNull(), 10_000);
  expect((await clerk.post(`/api/tasks/${task}/claim`)).statusCode).toBe(403);
  const handed = await clerk.post(`/api/tasks/${task}/hand-over`, {
    organisation: '330281-rsj',
    reason: 'x',
  });
  expect(handed.statusCode).toBe(403);
  expect((await clerk.get('/api/tasks?whose=pool')).json().items).toEqual([]);
  // Whoever comes to act for it later finds it.
  await acts(colleague, 'C-mill');
  expect(await sees(colleague, task)).toBe(true);
});

test('another mandate for the same one keeps the agent at it', async () => {
  // Whoever has acted for it longest would get the task.
  await acts(colleague, 'P-child');
  const relation = await acts(agent, 'P-child');
  const task = await waits('5', 'P-child');
  const proxy = { kind: 'relations.company-agent', basis: 'contract', subject: 'P-child' };
  await acts(agent, 'P-child', proxy);
  await end(relation);
  await heard();
  expect(await sees(agent, task)).toBe(true);
  expect(await heldBy(task)).toBe(agent.actor.id);
  expect(await told(task)).toEqual([agent.actor.id]);
});

test('a mandate that runs out takes the sight at that instant, and is told of within minutes', async () => {
  await acts(agent, 'C-lock', { endsAt: day(3) });
  const task = await waits('6', 'C-lock');
  await acts(colleague, 'C-lock');
  clock.advance(3 * 86_400_000);
  expect(await sees(agent, task)).toBe(false);
  expect(await heldBy(task)).toBe(agent.actor.id);
  const context = city.platform.contextFor(system);
  const job = await context.startJob(context.db, runOutJob, {}, { actor: system });
  expect((await city.finished(job)).status).toBe('done');
  await vi.waitFor(async () => expect(await heldBy(task)).toBe(colleague.actor.id), 10_000);
});

test('what comes up after the mandate is over goes to whoever acts for them now, and the agent is not told', async () => {
  const relation = await acts(agent, 'C-gate');
  await acts(colleague, 'C-gate');
  await end(relation);
  await heard();
  const task = await waits('7', 'C-gate');
  expect(await heldBy(task)).toBe(colleague.actor.id);
  expect(await told(task)).toEqual([colleague.actor.id]);
  expect(await lists(colleague)).toContain(task);
  // To the subject themselves where they have an account here, into nobody's hands where nobody is left.
  const hers = await waits('8', 'P-mother');
  expect(await told(hers)).toEqual([mother.actor.id]);
  const nobodys = await waits('9', 'C-empty');
  expect(await heldBy(nobodys)).toBeNull();
  expect(await told(nobodys)).toEqual([]);
});

test('what has run out is found by its own index', async () => {
  const { store } = city.platform.services;
  const plan = await store.transaction(async (tx) => {
    // A table of a dozen rows is read whole whatever indexes it has.
    await sql`set local enable_seqscan = off`.execute(tx);
    return (await sql`explain ${runOut(clock.now().toISOString(), 200)}`.execute(tx)).rows;
  });
  expect(JSON.stringify(plan)).toContain('relation_runs_out');
});
