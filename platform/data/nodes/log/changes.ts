import { z } from 'zod';
import { sides } from '../names.ts';

const Values = z.record(z.string().max(64), z.string().max(10_000).nullable());
const Key = z.string().min(1).max(200);

/** Changes that a node has made: each says which version it was made from. */
export const Changes = z.object({
  rows: z.array(z.object({ key: Key, base: z.int().min(0), values: Values })).max(1000),
});

/** Rows as the city has decided them, and where both ends had changed one, what each had said. */
export const Decided = z.object({
  rows: z
    .array(
      z.object({
        key: Key,
        version: z.int().min(1),
        values: Values,
        side: z.enum(sides),
        conflict: z
          .object({ sequence: z.int(), base: z.int(), nodeValues: Values, cityValues: Values })
          .optional(),
      }),
    )
    .max(1000),
});
export type Decided = z.infer<typeof Decided>;
export type DecidedRow = Decided['rows'][number];

export const changesUp = (dataset: string): string => `up/changes/${dataset}`;
export const changesDown = (dataset: string): string => `down/changes/${dataset}`;

/** Rows in pieces that one envelope holds. */
export const perEnvelope = 200;
