import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { mandatePoint } from '#platform/base/identity';
import { holdPlace } from './hold.ts';
import { created, openHall, type Hall } from './testing/hall.ts';
import { cancel, confirm, held } from './testing/courts.ts';
import { joinWaiting } from './waiting.ts';

/** Who acts for whom now. */
const acting = new Map<string, readonly string[]>();
const agency = defineModule({
  id: 'trial-agency',
  title: { zh: '代办', en: 'Agency' },
  folder: `${import.meta.dirname}/testing`,
  dependsOn: ['identity'],
  contributes: [
    contribute(mandatePoint, {
      name: 'agency',
      list: async () => [],
      find: async () => undefined,
      agents: async (subjects) => subjects.flatMap((subject) => acting.get(subject) ?? []),
    }),
  ],
});

let place: Hall;
beforeAll(async () => {
  place = await openHall([agency]);
});
afterAll(() => place.city.close());

const contextOf = (id: string) => place.citizen(id).context();

/** What was told under this name, by the key under which it was. */
async function told(event: string): Promise<ReadonlyMap<string, { account: string; onBehalfOf?: string }>> {
  const { rows } = await sql<{ key: string; payload: { account: string; onBehalfOf?: string } }>`
    select key, payload from kernel.event where name = ${event}`.execute(
    place.city.platform.services.store.db,
  );
  return new Map(rows.map(({ key, payload }) => [key, payload]));
}

test('of a stop hears whoever acts for the one it is for now, not whoever did when it was booked', async () => {
  await place.court('gate', { capacity: 5 });
  const book = async (subject: string, by: string) => {
    const asked = { slot: 'gate.2026-12-01.0900', subject, subjectName: subject, channel: 'app' };
    return (await holdPlace(contextOf(by), { ...asked, confirmed: true })).id;
  };
  const [kept, left, nobody, own] = [
    await book('C-kept', 'agent'),
    await book('C-left', 'agent'),
    await book('C-nobody', 'agent'),
    await book('self', 'self'),
  ];
  acting.set('C-kept', ['colleague', 'agent']);
  acting.set('C-left', ['colleague']);
  const day = { resource: 'gate', from: '2026-11-30T16:00:00Z', until: '2026-12-01T16:00:00Z' };
  await created(place.keeper.post('/api/scheduling/stops', { ...day, why: '设备检修' }));
  const displaced = await told('scheduling.booking-displaced');
  expect(displaced.get(kept)).toMatchObject({ account: 'agent', onBehalfOf: 'C-kept' });
  expect(displaced.get(left)).toMatchObject({ account: 'colleague', onBehalfOf: 'C-left' });
  expect(displaced.get(own)).toMatchObject({ account: 'self', onBehalfOf: null });
  // Nobody is told what is nobody's any more; the institution calls them.
  expect(displaced.has(nobody)).toBe(false);
});

test('what comes free is not offered to one of whom nobody would hear; else to whoever acts for them now', async () => {
  await place.court('narrow', { capacity: 1 });
  const li = place.citizen('li');
  const first = await held(li, 'narrow.2026-12-02.0900');
  expect((await confirm(li, first.id)).statusCode).toBe(200);
  const days = { firstDay: '2026-12-02', lastDay: '2026-12-02', channel: 'app' };
  const wait = (subject: string, by: string) =>
    joinWaiting(contextOf(by), {
      service: 'trial-court',
      resource: 'narrow',
      ...days,
      subject,
      subjectName: subject,
    });
  for (const [subject, by] of [
    ['C-gone', 'agent'],
    ['C-moved', 'agent'],
  ] as const)
    await wait(subject, by);
  acting.set('C-moved', ['colleague']);
  expect((await cancel(li, first.id)).statusCode).toBe(200);
  const offered = [...(await told('scheduling.place-offered')).values()];
  expect(offered.map(({ account }) => account)).toEqual(['colleague']);
});
