import { z } from 'zod';
import { defineCityFile, type ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { putCityRules } from './slot-store.ts';

const Release = z.strictObject({
  days: z.number().int().min(0).max(365),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

/** What a city may set otherwise than the domain that declares the service. */
const CityRule = z.strictObject({
  service: z.string(),
  release: Release.optional(),
  holdMinutes: z.number().int().min(1).max(1440).optional(),
  offerMinutes: z.number().int().min(1).max(2880).optional(),
  cancelUntilMinutes: z.number().int().min(0).max(43_200).optional(),
  sharedFromMinutes: z.number().int().min(0).max(43_200).optional(),
  noShow: z
    .strictObject({
      most: z.number().int().min(1),
      withinDays: z.number().int().min(1),
      suspendDays: z.number().int().min(1),
    })
    .optional(),
});

export const bookingRulesFile = defineCityFile({
  path: 'booking-rules.yaml',
  format: 'yaml',
  title: { zh: '预约规则', en: 'Rules of booking' },
  schema: z.strictObject({ services: z.array(CityRule) }),
});

export async function load(city: ReadCity, context: Context): Promise<void> {
  const { services } = city.get(bookingRulesFile);
  await context.transaction((tx) =>
    putCityRules(
      tx,
      services.map(({ service, ...rule }) => ({ service, rule })),
    ),
  );
}
