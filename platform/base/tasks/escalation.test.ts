import { afterAll, beforeAll, expect, test } from 'vitest';
import { civil, openOffice, social, type Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-03-02T02:00:00Z');
});
afterAll(() => office.city.close());

const at = (local: string) => new Date(`${local}+08:00`).toISOString();
const licence = { kind: 'story.licence' } as const;
const stepsOf = async (id: string) =>
  (await office.told('tasks.escalated', id)).map(({ step, to }) => `${String(step)} ${String(to)}`);

test('each step is told when its time has come: to the holder, to the leader, to the organisation above', async () => {
  const { clock, clerk, head, other, otherHead, open, escalate } = office;
  clock.set(at('2026-03-02T10:00'));
  const id = await open('steps', licence);
  await clerk.post(`/api/tasks/${id}/claim`);
  await escalate();
  expect(await stepsOf(id)).toEqual([]);
  clock.set(at('2026-03-07T00:00'));
  await escalate();
  expect(await stepsOf(id)).toEqual(['0 assignee']);
  clock.set(at('2026-03-10T00:00:00.001'));
  await escalate();
  const told = await office.told('tasks.escalated', id);
  expect(told.at(-1)).toMatchObject({ step: 1, to: 'leader', people: [head.actor.id], organisation: social });
  expect((await other.get(`/api/tasks/${id}`)).statusCode).toBe(404);
  clock.set(at('2026-03-12T00:00'));
  await escalate();
  expect(await stepsOf(id)).toEqual(['0 assignee', '1 leader', '2 supervisor']);
  expect((await office.told('tasks.escalated', id)).at(-1)).toMatchObject({
    people: [otherHead.actor.id],
    organisation: civil,
  });
  const seen = (await other.get(`/api/tasks/${id}`)).json();
  expect(seen).toMatchObject({ copied: true, escalated: 3, may: ['urge'] });
  expect(seen.notes.filter(({ what }: { what: string }) => what === 'escalated')).toHaveLength(3);
  expect((await other.post(`/api/tasks/${id}/claim`)).json().code).toBe('tasks.copy-read-only');
});

test('after three days of downtime every step that was slept over is made, each exactly once, by however many runs', async () => {
  const { clock, open, escalate } = office;
  clock.set(at('2026-03-02T10:00'));
  const ids: string[] = [];
  for (let each = 0; each < 120; each += 1)
    ids.push(await open(`slept-${each}`, { ...licence, clock: { unit: 'working-days', amount: 2 } }));
  clock.set(at('2026-03-09T08:00'));
  // The platform's own schedule may be one of the runs: what counts is what was made, not by which.
  await Promise.all([escalate(), escalate(), escalate()]);
  expect(await escalate()).toBe(0);
  for (const id of ids) expect(await stepsOf(id)).toEqual(['0 assignee', '1 leader', '2 supervisor']);
}, 60_000);

test('a clock that stands tells nobody, and a later date makes no step twice', async () => {
  const { clock, clerk, open, escalate } = office;
  clock.set(at('2026-04-08T10:00'));
  const id = await open('standing', licence);
  await clerk.post(`/api/tasks/${id}/claim`);
  clock.set(at('2026-04-15T09:00'));
  await escalate();
  expect(await stepsOf(id)).toEqual(['0 assignee']);
  const pause = { reason: '检测', basis: '第四十五条' };
  expect((await clerk.post(`/api/tasks/${id}/pause`, pause)).statusCode).toBe(200);
  clock.set(at('2026-05-20T09:00'));
  expect(await escalate()).toBe(0);
  const { dueAt } = (await clerk.post(`/api/tasks/${id}/resume`, {})).json();
  expect(dueAt).toBe(at('2026-05-20T23:59:59.999'));
  expect(await escalate()).toBe(0);
  clock.set(at('2026-05-21T09:00'));
  await escalate();
  expect(await stepsOf(id)).toEqual(['0 assignee', '1 leader']);
});

test('a kind without steps tells nobody; a kind that nobody declared follows the city’s own', async () => {
  const { clock, open, escalate } = office;
  clock.set(at('2026-06-01T10:00'));
  const clockOf = { clock: { unit: 'working-hours', amount: 1 } } as const;
  const quiet = await open('quiet', { kind: 'story.quiet', ...clockOf });
  const unknown = await open('unknown', { kind: 'nobody.knows', ...clockOf });
  clock.set(at('2026-06-10T10:00'));
  await escalate();
  expect(await stepsOf(quiet)).toEqual([]);
  expect(await stepsOf(unknown)).toEqual(['0 assignee', '1 leader', '2 supervisor']);
  expect((await office.told('tasks.escalated', unknown)).at(-1)?.['organisation']).toBe('330281-zfb');
});
