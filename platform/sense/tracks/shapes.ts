import { z } from 'zod';
import { Text } from '#kernel/texts';

/** One place of a moving thing, in CGCS2000 (here equal to WGS 84). */
export interface NewPosition {
  /** Key of the device as its domain registered it. */
  readonly device: string;
  /** ISO, the device's own time. */
  readonly at: string;
  /** Tells two positions of one instant apart; the same (device, at, serial) again changes nothing. */
  readonly serial: number;
  readonly longitude: number;
  readonly latitude: number;
  /** Kilometres an hour. */
  readonly speed: number;
  /** Degrees from north. */
  readonly direction: number;
  /** Metres. */
  readonly altitude: number;
  readonly alarm: number;
  readonly simulated: boolean;
}

export const TrackPoint = z.object({
  at: z.string(),
  longitude: z.number(),
  latitude: z.number(),
  speed: z.number(),
  direction: z.number(),
});
export type TrackPoint = z.infer<typeof TrackPoint>;

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Place = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** A named area: one ring of longitude and latitude; it closes itself. */
export const Area = z.strictObject({ id: Id, title: Text, ring: z.array(Place).min(3).max(500) });
export type Area = z.infer<typeof Area>;

const ruleBase = {
  id: Id,
  title: Text,
  /** Kind of device that it holds for: `dangerous-goods`. */
  kind: Id,
  /** Organisation that is told. */
  owner: z.string(),
  /** How long it must last, by the device's own time. */
  forSeconds: z.int().min(0).max(86_400),
  /** Only inside of this area. */
  area: Id.optional(),
};
export const Rule = z.discriminatedUnion('what', [
  z.strictObject({ ...ruleBase, what: z.literal('speed'), overKmh: z.number().positive() }),
  z.strictObject({ ...ruleBase, what: z.literal('stopped') }),
  z.strictObject({ ...ruleBase, what: z.literal('inside'), area: Id }),
  z.strictObject({ ...ruleBase, what: z.literal('outside'), area: Id }),
]);
export type Rule = z.infer<typeof Rule>;
