import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import { Resource, Session } from '#platform/base/scheduling';
import { clinicsFile, type Clinics } from './city.ts';

type Doctor = Clinics['doctors'][number];

const sessionsOf = ({ code, hours }: Doctor) =>
  hours.flatMap(({ weekdays, from, to, minutes, places, quotas }) =>
    weekdays.map((weekday) => ({
      code: `${code}.${weekday}.${from.replace(':', '')}`,
      resource: code,
      weekday,
      startsAt: from,
      endsAt: to,
      slotMinutes: minutes,
      capacity: places,
      onHolidays: false,
      ...(quotas === undefined ? {} : { quotas }),
    })),
  );

/** Brings the invented clinics where people and companies are invented too, and nowhere else. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  if (context.config.production || context.config.SEED_SIZE === 'none') return;
  const { organisation, doctors } = city.get(clinicsFile);
  const resources = doctors.map(({ code, name, service, place }) => ({
    code,
    service,
    kind: 'doctor',
    organisation,
    nameZh: name.zh,
    nameEn: name.en,
    place,
  }));
  const options = { source: `city:${clinicsFile.path}`, simulated: true };
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Resource, resources, options);
    await writeRows(context, tx, Session, doctors.flatMap(sessionsOf), options);
  });
}
