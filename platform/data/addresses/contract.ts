import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

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

const written = z.string().trim().min(2).max(300);
const code = z.object({ key: z.string().max(40) });
const why = z.string().trim().min(2).max(300).describe('why, for whoever reads the history');
const Done = z.object({ code: z.string(), state: z.enum(['in-use', 'abolished', 'merged']) });

export const Occupants = z.object({
  groups: z.array(
    z.object({
      kind: z.string(),
      title: Text,
      items: z.array(
        z.object({
          key: z.string(),
          name: z.string().describe('masked where it is personal'),
          path: z.string(),
          address: z.string(),
          simulated: z.boolean(),
        }),
      ),
      more: z.boolean().describe('there are more than are shown'),
    }),
  ),
  merged: z.array(z.string()).describe('codes of addresses that became this one'),
});
export type Occupants = z.infer<typeof Occupants>;

export const operations = {
  /** A body and no query: an address of a home does not belong into the log of a server. */
  read: operation({
    method: 'POST',
    path: '/read',
    summary: { zh: '解析一个地址', en: 'Read an address' },
    permission: 'addresses:read',
    body: z.object({ text: written }),
    result: ReadAddress,
  }),
  enter: operation({
    method: 'POST',
    path: '/enter',
    summary: { zh: '登记一个标准地址', en: 'Enter an address into the register' },
    permission: 'addresses:write',
    body: z
      .object({
        text: written,
        longitude: z.number().min(-180).max(180).optional().describe('degrees, CGCS2000'),
        latitude: z.number().min(-90).max(90).optional(),
      })
      .refine(({ longitude, latitude }) => (longitude === undefined) === (latitude === undefined), {
        path: ['latitude'],
        message: 'both coordinates, or neither',
      }),
    result: z.object({ code: z.string(), text: z.string(), known: z.boolean() }),
  }),
  occupants: operation({
    method: 'GET',
    path: '/register/:key/occupants',
    summary: { zh: '在这个地址登记的人和单位', en: 'Who is registered at an address' },
    permission: 'addresses:read',
    params: code,
    result: Occupants,
  }),
  merge: operation({
    method: 'POST',
    path: '/register/:key/merge',
    summary: { zh: '并入另一地址', en: 'Merge an address into another' },
    permission: 'addresses:write',
    params: code,
    body: z.object({ into: z.string().max(40), reason: why }),
    result: Done,
  }),
  abolish: operation({
    method: 'POST',
    path: '/register/:key/abolish',
    summary: { zh: '废止一个地址', en: 'Abolish an address' },
    permission: 'addresses:write',
    params: code,
    body: z.object({ reason: why }),
    result: Done,
  }),
};

/** Two codes meant one place: whoever keeps the first goes on with the second. */
export const addressMerged = defineEvent({
  name: 'addresses.merged',
  version: 1,
  title: { zh: '地址已并入另一地址', en: 'An address was merged into another' },
  payload: z.object({ code: z.string(), into: z.string() }),
});
