import { z } from 'zod';
import { Text } from '#kernel/texts';

/** Under which name and licence a city gives out what everybody may see of its measures. */
export const Publishing = z.strictObject({
  publisher: Text,
  licence: z.strictObject({ title: Text, url: z.url() }),
  requestsPerMinute: z.int().min(1).max(1_000_000).default(600).describe('how often one address may ask'),
});
export type Publishing = z.output<typeof Publishing>;
