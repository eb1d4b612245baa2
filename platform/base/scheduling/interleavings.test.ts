import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dice } from '#engines/chance';
import { Problem } from '#kernel/problem';
import type { Context } from '#kernel/context';
import { holdPlace } from './hold.ts';
import { cancelBooking, confirmBooking, sweep } from './settle.ts';
import { applyStop } from './stop.ts';
import { courtService, openHall, type Hall } from './testing/hall.ts';
import { joinWaiting } from './waiting.ts';

/** Rounds: in each up to eight of the steps happen at the same time, in some also a rush. Fewer where statements run one by one. */
const roundsOf = { server: 500, embedded: 120 } as const;
const courts = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10'];
const day = '2026-12-02';

let place: Hall;
let context: Context;
beforeAll(async () => {
  place = await openHall();
  for (const [index, code] of courts.entries())
    await place.court(code, { capacity: 1 + (index % 3), quotas: 'app=1' });
  context = place.city.as({ id: 'many', grants: { '*': 'city' } }).context();
});
afterAll(() => place.city.close());

const known: string[] = [];
let refusals = 0;
let done = 0;

async function settled(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
    done += 1;
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    refusals += 1;
  }
}

function stepOf(pick: (below: number) => number): () => Promise<unknown> {
  const court = courts[pick(courts.length)] ?? 'c1';
  const slot = `${court}.${day}.${['0900', '1000'][pick(2)]}`;
  const subject = `person-${pick(14)}`;
  const channel = courtService.channels[pick(3)] ?? 'app';
  const asked = { slot, subject, subjectName: '试验', channel };
  const booking = known[pick(Math.max(1, known.length))] ?? 'none';
  const kinds: (() => Promise<unknown>)[] = [
    async () => known.push((await holdPlace(context, asked)).id),
    async () => known.push((await holdPlace(context, asked)).id),
    async () =>
      known.push((await holdPlace(context, { ...asked, request: `${slot}-${subject}-${pick(3)}` })).id),
    async () => known.push((await holdPlace(context, { ...asked, confirmed: true })).id),
    () => confirmBooking(context, booking),
    () => confirmBooking(context, booking),
    () => cancelBooking(context, booking, { desk: true, why: '试验' }),
    () => cancelBooking(context, booking, { desk: true, why: '试验' }),
    () => sweep(context),
    () =>
      joinWaiting(context, {
        service: courtService.code,
        firstDay: day,
        lastDay: day,
        channel,
        subject,
        subjectName: '试验',
      }),
  ];
  return kinds[pick(kinds.length)] ?? (() => Promise.resolve());
}

/** Eighty who want the same few places in the same moment, so that they go to the database together. */
const rush = (pick: (below: number) => number): (() => Promise<unknown>)[] =>
  Array.from({ length: 80 }, (_, index) => async () => {
    const slot = `${courts[pick(courts.length)] ?? 'c1'}.${day}.${['0900', '1000'][pick(2)]}`;
    const subject = `person-${pick(14)}`;
    const request = index % 4 === 0 ? { request: `rush-${slot}-${subject}` } : {};
    const channel = courtService.channels[pick(3)] ?? 'app';
    known.push((await holdPlace(context, { slot, subject, subjectName: '试验', channel, ...request })).id);
  });

async function faults(): Promise<unknown[]> {
  const { rows } = await sql`
    select 'oversold' as what, p.slot from scheduling.pool p where p.taken > p.quota
    union all select 'miscounted', p.slot from scheduling.pool p where p.taken <> (select count(*) from scheduling.booking b
      where b.slot = p.slot and b.pool = p.channel and b.status in ('held', 'confirmed', 'checked-in', 'served'))
    union all select 'above capacity', s.id from scheduling.slot s where s.capacity < (select count(*) from scheduling.booking b
      where b.slot = s.id and b.status in ('held', 'confirmed'))
    union all select 'twice in a half-day', b.subject from scheduling.booking b where b.status in ('held', 'confirmed')
      group by b.subject, b.day, b.half having count(*) > 1
    union all select 'booked while stopped', b.slot from scheduling.booking b join scheduling.slot s on s.id = b.slot
      where b.status in ('held', 'confirmed') and s.stopped_at is not null
    union all select 'drawn from another channel', b.id from scheduling.booking b
      where b.pool not in (b.channel, 'any')
    union all select 'offered to one who has none', w.id from scheduling.waiting w left join scheduling.booking b on b.id = w.booking
      where w.status = 'offered' and b.status is distinct from 'held'`.execute(context.db);
  return rows;
}

test(
  'whatever happens at the same time: nothing oversold, quotas kept, one a half-day, counts exact',
  { timeout: 300_000 },
  async () => {
    const rounds = roundsOf[context.store.kind];
    const pick = dice(20_261_128);
    for (let round = 0; round < rounds; round += 1) {
      const steps = Array.from({ length: 1 + pick(8) }, () => stepOf(pick));
      if (round % 40 === 20) steps.push(...rush(pick));
      if (round % 97 === 50) {
        const resource = courts[Math.floor(round / 97) - 1];
        if (resource !== undefined)
          steps.push(() =>
            applyStop(context, {
              resource,
              from: `${day}T00:00:00Z`,
              until: `${day}T12:00:00Z`,
              why: '试验',
            }),
          );
      }
      await Promise.all(steps.map(settled));
      place.clock.advance(pick(4) * 40_000);
      if (round % 20 === 0) expect(await faults(), `after round ${round}`).toEqual([]);
      if (place.clock.now().toISOString() > '2026-12-01T20:00:00Z') place.clock.set('2026-11-30T04:00:00Z');
    }
    expect(await faults()).toEqual([]);
    expect(done).toBeGreaterThan(rounds / 2);
    expect(refusals).toBeGreaterThan(rounds / 2);
  },
);
