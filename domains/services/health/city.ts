import { z } from 'zod';
import { defineCityFile } from '#kernel/city';
import { Text } from '#kernel/texts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Hours = z.strictObject({
  weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  from: time,
  to: time,
  minutes: z.number().int().min(5).max(120),
  places: z.number().int().min(1).max(100),
  quotas: z.string().optional(),
});
const Doctor = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: Text,
  service: z.enum(['family-doctor', 'outpatient']),
  place: z.string(),
  hours: z.array(Hours),
});

/** Invented clinics and doctors to try the booking with; a real city's come by form or import. */
export const clinicsFile = defineCityFile({
  path: 'clinics.yaml',
  format: 'yaml',
  title: { zh: '示范门诊（虚构）', en: 'Clinics to try (invented)' },
  schema: z.strictObject({ organisation: z.string(), doctors: z.array(Doctor) }),
});
export type Clinics = z.infer<(typeof clinicsFile)['schema']>;
