import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { states } from '../undertakings/names.ts';

export const lights = ['red', 'amber', 'green', 'grey'] as const;
export type Light = (typeof lights)[number];

const fen = z.int();

export const Portfolio = z.object({
  asOf: z.iso.date(),
  capped: z.boolean().describe('there are more than are shown'),
  totals: z.object({ count: z.int(), budgetFen: fen, contractedFen: fen, paidFen: fen, earnedFen: fen }),
  items: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      unit: z.string(),
      unitName: Text.nullable(),
      state: z.enum(states),
      keyProject: z.string().nullable(),
      keyProjectName: Text.nullable(),
      simulated: z.boolean(),
      light: z
        .enum(lights)
        .describe(
          'red: ends after its day, or costs more than its budget at this pace; amber: an index below 0.95, a high risk, a report that is late, or a contract not signed by its day; green: none of these; grey: nothing to reckon from',
        ),
      endsBy: z.iso.date(),
      finishOn: z.iso.date().nullable(),
      late: z.number().nullable().describe('working days after the day it has to end by'),
      budgetFen: fen,
      contractedFen: fen,
      paidFen: fen,
      earnedFen: fen.nullable(),
      estimateFen: fen.nullable(),
      costPerformance: z.number().nullable(),
      timePerformance: z.number().nullable(),
      highRisks: z.int(),
      reportsLate: z.int(),
      contractsLate: z
        .int()
        .describe('contracts not signed whose planned day is over by a working day or more'),
    }),
  ),
});
export type Portfolio = z.infer<typeof Portfolio>;

export const portfolioOperations = {
  portfolio: operation({
    method: 'GET',
    path: '/portfolio',
    summary: { zh: '项目总览', en: 'All undertakings with what is foreseen of each' },
    permission: 'projects:read',
    query: z.object({
      unit: z.string().max(64).optional(),
      state: z.enum(states).optional(),
      keyProject: z.string().max(80).optional(),
      light: z.enum(lights).optional(),
    }),
    result: Portfolio,
  }),
} as const;
