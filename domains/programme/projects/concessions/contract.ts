import { z } from 'zod';
import { operation } from '#kernel/operation';

const fen = z.int();
export const Account = z.object({
  asOf: z.iso.date(),
  lastDay: z.iso.date().describe('of the agreement: its end, or when it was terminated'),
  over: z.boolean(),
  simulated: z.boolean(),
  missing: z.int().describe('periods not reported whose day has passed'),
  shareFen: fen,
  paidFen: fen,
  lines: z.array(
    z.object({
      period: z.string(),
      firstDay: z.iso.date(),
      lastDay: z.iso.date(),
      dueOn: z.iso.date(),
      revenueFen: fen.nullable(),
      shareFen: fen.nullable().describe('of the city, by the bands of the agreement, in whole fen'),
      paidFen: fen,
      openFen: fen.nullable().describe('share less paid; below zero where too much was paid'),
      missing: z.boolean(),
    }),
  ),
});
export type Account = z.infer<typeof Account>;

export const concessionOperations = {
  account: operation({
    method: 'GET',
    path: '/concessions/:code/account',
    summary: {
      zh: '特许经营分成对账',
      en: 'What a concession brought, what of it is the city’s, what was paid',
    },
    permission: 'projects:read',
    params: z.object({ code: z.string().max(40) }),
    result: Account,
  }),
} as const;
