import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { TrackPoint } from './shapes.ts';

export type { TrackPoint } from './shapes.ts';

const Paged = {
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
};

/** `day|device|rule` of the last row of the page before. */
const AfterBreach = z
  .string()
  .max(200)
  .refine((place) => {
    const [day, ...rest] = place.split('|');
    return rest.length === 2 && z.iso.date().safeParse(day).success;
  });

export const Latest = TrackPoint.extend({
  device: z.string(),
  kind: z.string(),
  label: z.string(),
  owner: z.string(),
  simulated: z.boolean(),
});
export type Latest = z.infer<typeof Latest>;

export const BreachView = z.object({
  device: z.string(),
  label: z.string(),
  owner: z.string(),
  rule: z.string(),
  title: Text,
  day: z.iso.date(),
  startedAt: z.string(),
  endedAt: z.string(),
  positions: z.number().int(),
  extreme: z.number().describe('highest speed, km/h'),
  simulated: z.boolean(),
});
export type BreachView = z.infer<typeof BreachView>;

export const operations = {
  latest: operation({
    method: 'GET',
    path: '/latest',
    summary: { zh: '最新位置', en: 'Where each was last' },
    permission: 'tracks:read',
    query: z.object({ ...Paged, kind: z.string().max(64).optional() }),
    result: z.object({ items: z.array(Latest), next: z.string().nullable(), asOf: z.string() }),
  }),
  day: operation({
    method: 'GET',
    path: '/devices/:device/days/:day',
    summary: { zh: '一天的轨迹', en: 'The track of one day' },
    permission: 'tracks:read',
    params: z.object({ device: z.string().max(64), day: z.iso.date() }),
    result: z.object({
      device: z.string(),
      label: z.string(),
      path: z.string(),
      day: z.iso.date(),
      points: z.array(TrackPoint),
      simulated: z.boolean(),
      asOf: z.string(),
    }),
  }),
  breaches: operation({
    method: 'GET',
    path: '/breaches',
    summary: { zh: '违反规则的轨迹', en: 'Tracks that broke a rule' },
    permission: 'tracks:read',
    query: z.object({ ...Paged, after: AfterBreach.optional() }),
    result: z.object({ items: z.array(BreachView), next: z.string().nullable(), asOf: z.string() }),
  }),
};
