// Ours: places held through the face of the module, then held and confirmed.
import { sql } from 'kysely';
import { system } from '#kernel/actor';
import { readConfig } from '#kernel/config';
import type { Context } from '#kernel/context';
import { defineModule } from '#kernel/module';
import { openPlatform } from '#kernel/platform';
import { contribute } from '#kernel/point';
import { Problem } from '#kernel/problem';
import { bookingServicePoint, confirmBooking, holdPlace } from '#platform/base/scheduling';
import { modules } from '../../apps/server/modules.ts';
import { answer } from '../machinery/answer.ts';
import { allAtOnce, attemptsOf, type Input } from './attempts.ts';

const service = defineModule({
  id: 'bench-service',
  title: { zh: '测量', en: 'Bench' },
  folder: import.meta.dirname,
  dependsOn: ['scheduling'],
  contributes: [
    contribute(bookingServicePoint, {
      code: 'bench',
      title: { zh: '测量', en: 'Bench' },
      channels: ['app', 'window'],
      release: { days: 30, at: '00:00' },
      holdMinutes: 10,
      offerMinutes: 30,
      once: { within: 'half-day', of: 'service' },
      cancelUntilMinutes: 60,
      noShow: { most: 3, withinDays: 180, suspendDays: 90 },
    }),
  ],
});

async function offer({ db }: Context, { slots, capacity }: Input): Promise<void> {
  await sql`truncate scheduling.booking, scheduling.pool, scheduling.slot`.execute(db);
  await sql`insert into scheduling.resource (code, service, kind, organisation, name_zh, name_en)
    values ('bench', 'bench', 'room', '330281-wsj', '测量', 'Bench') on conflict do nothing`.execute(db);
  await sql`insert into scheduling.slot (id, resource, service, organisation, day, half, starts_at, ends_at, capacity, simulated)
    select 'bench.' || n, 'bench', 'bench', '330281-wsj', (now() + interval '2 days')::date, 'am',
      now() + interval '2 days' + n * interval '1 second', now() + interval '3 days', ${capacity}::int, true
    from generate_series(0, ${slots}::int - 1) n`.execute(db);
  await sql`insert into scheduling.pool (slot, channel, quota) select id, channel, case channel when 'app' then 2 else ${capacity}::int - 2 end
    from scheduling.slot, unnest(array['app', 'any']) channel`.execute(db);
  await sql`analyze scheduling.slot, scheduling.pool, scheduling.booking`.execute(db);
}

async function run(context: Context, input: Input, after: (id: string) => Promise<unknown>) {
  await offer(context, input);
  let [taken, refused] = [0, 0];
  const milliseconds = await allAtOnce(
    { ...input, attempts: attemptsOf(input) },
    async ({ slot, subject }) => {
      try {
        const { id } = await holdPlace(context, {
          slot: `bench.${slot}`,
          subject,
          subjectName: '测量',
          channel: 'app',
        });
        await after(id);
        taken += 1;
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'scheduling.full') throw error;
        refused += 1;
      }
    },
  );
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from (select slot from scheduling.booking
    where status in ('held', 'confirmed') group by slot having count(*) > ${input.capacity}) o`.execute(
    context.db,
  );
  return { milliseconds, taken, refused, oversold: rows[0]?.n ?? -1 };
}

await answer(async (input: Input) => {
  const platform = await openPlatform({
    modules: [...modules, service],
    config: readConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: input.url,
      YAOJIANG_DATA: input.folder,
      CITY: 'cities/yuyao',
      SEED_SIZE: 'none',
    }),
  });
  const context = platform.contextFor(system);
  const held = await run(context, input, async () => undefined);
  const booked = await run(context, input, (id) => confirmBooking(context, id));
  await platform.close();
  return { held, booked };
});
