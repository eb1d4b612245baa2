import { z } from 'zod';
import { Hex } from './receipt.ts';

export const acknowledgementForm = 'yaojiang-exchange-acknowledgement/1';

/** What a consumer signs: that the batches under these heads hold its receipts, and that it has received what they say. */
export const Acknowledgement = z.strictObject({
  form: z.literal(acknowledgementForm),
  consumer: z.string().max(64).describe('organisation'),
  client: z.string().max(64).describe('whose registered key signs'),
  at: z.iso.datetime(),
  heads: z
    .array(z.strictObject({ batch: z.int().min(1), digest: Hex }))
    .min(1)
    .max(1000),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** How far the clock of a consumer may be from ours. */
export const skewMs = 300_000;

export const acknowledges = ({ heads }: Acknowledgement, batch: number, digest: string): boolean =>
  heads.some((each) => each.batch === batch && each.digest === digest);
