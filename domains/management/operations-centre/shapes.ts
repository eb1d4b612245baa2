import { z } from 'zod';
import { Text } from '#kernel/texts';

const Code = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/);
const Codes = z.array(Code).max(12).default([]);

/** A panel as the city composes it, of what modules contribute by their codes. */
export const Panel = z.strictObject({
  code: Code,
  title: Text,
  lead: Code.optional().describe('the figure, or the measure, that stands out'),
  defined: z.boolean().default(false).describe('its definition stands under it'),
  figures: Codes.describe('figures beside each other'),
  bars: Code.optional().describe('the figure whose parts are drawn as bars'),
  barsTitle: Text.optional(),
  most: z.int().min(1).max(30).default(7).describe('bars or rows at most'),
  compare: Codes.describe('figures drawn as bars, as shares of the first'),
  spark: Code.optional().describe('the figure whose days are drawn as a line'),
  list: Code.optional().describe('a list that a module contributes'),
});
export type Panel = z.infer<typeof Panel>;

/** A scene of the wall: figures above, a map in the middle, panels at both sides. */
export const Scene = z.strictObject({
  code: Code,
  title: Text,
  tiles: Codes.describe('figures above the map'),
  layers: Codes.describe('layers of the map'),
  towns: Codes.describe('figures counted by town, in columns beside the map'),
  left: z.array(Panel).max(4),
  middle: z.array(Panel).max(1).default([]).describe('a panel in the middle instead of the map'),
  right: z.array(Panel).max(4),
});
export type Scene = z.infer<typeof Scene>;

/** What the city says of its wall. */
export const Wall = z.strictObject({
  dwellSeconds: z.int().min(5).max(3600).describe('how long a scene stands in the playlist'),
  leader: z.array(Code).max(8).describe('the numbers of the page for a leader, five'),
  scenes: z.array(Scene).min(1).max(12),
});
export type Wall = z.infer<typeof Wall>;
