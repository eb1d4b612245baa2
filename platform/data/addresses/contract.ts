import { z } from 'zod';
import { operation } from '#kernel/operation';

const Place = z.object({ code: z.string(), name: z.string() });

export const ReadAddress = z.object({
  parts: z.array(z.object({ kind: z.string(), text: z.string(), start: z.int(), end: z.int() })),
  division: Place.nullable().describe('the narrowest division that the words lead to'),
  confidence: z.enum(['certain', 'likely', 'open']).describe('open: a person must look'),
  assumed: z.array(
    z.object({
      kind: z.enum(['short-name', 'spelling', 'former', 'home']),
      written: z.string(),
      taken: z.string(),
    }),
  ),
  candidates: z.array(Place).describe('all that fit when there are several'),
  contradictions: z.array(z.object({ written: z.string(), within: z.string(), elsewhere: z.array(Place) })),
  text: z.string().describe('the address in its full form'),
  key: z.string().describe('equal for the same place written differently'),
  code: z.string().nullable().describe('null: what is written is no whole standard address'),
});
export type ReadAddress = z.infer<typeof ReadAddress>;

export const operations = {
  /** A body and no query: an address of a home does not belong into the log of a server. */
  read: operation({
    method: 'POST',
    path: '/read',
    summary: { zh: '解析一个地址', en: 'Read an address' },
    permission: 'addresses:read',
    body: z.object({ text: z.string().trim().min(2).max(300) }),
    result: ReadAddress,
  }),
};
