import { z } from 'zod';
import { operation } from '#kernel/operation';
import { baselineOperations } from './baselines/contract.ts';
import { concessionOperations } from './concessions/contract.ts';
import { documentOperations } from './documents/contract.ts';
import { portfolioOperations } from './portfolio/contract.ts';
import { proposalOperations } from './proposals/contract.ts';
import { reportOperations } from './reports/contract.ts';
import { tenderingOperations } from './tendering/contract.ts';

export * from './baselines/contract.ts';
export type { Account } from './concessions/contract.ts';
export { documentKindNames, documentKinds } from './documents/contract.ts';
export { lights, type Light, type Portfolio } from './portfolio/contract.ts';
export * from './proposals/contract.ts';
export * from './reports/contract.ts';
export type { LateContracts } from './tendering/contract.ts';
export { stateNames, states } from './undertakings/names.ts';
export { levelNames, levelOf } from './risks/names.ts';

/** A baseline, and how what is foreseen now differs from it. */
const Standard = z.object({
  id: z.string(),
  endsBy: z.iso.date(),
  finishOn: z.iso.date().nullable().describe('when its activities were planned to end'),
  budgetFen: z.int(),
  late: z.number().nullable().describe('working days by which the end now foreseen is after its own'),
  overFen: z.int().nullable().describe('what it will cost at this pace, less its budget'),
});

export const Outlook = z.object({
  asOf: z.iso.date(),
  endsBy: z.iso.date(),
  simulated: z.boolean(),
  missing: z
    .array(z.object({ code: z.string(), after: z.string() }))
    .describe('what is waited for and is not there; it is left out'),
  fault: z
    .object({ code: z.string(), ids: z.array(z.string()) })
    .nullable()
    .describe('why nothing can be reckoned'),
  finish: z
    .object({
      on: z.iso.date(),
      late: z.number().describe('working days after the day it has to end by; below zero before it'),
      path: z.array(z.string()).describe('the activities that decide it, in order'),
      certain: z.boolean().describe('false: holidays of a year that is not published yet lie before it'),
    })
    .nullable(),
  activities: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      begins: z.iso.date(),
      ends: z.iso.date(),
      from: z.number().describe('working days since the first'),
      to: z.number(),
      float: z.number().describe('working days by which it may be late'),
      critical: z.boolean(),
      percent: z.int(),
      planned: z
        .object({ begins: z.iso.date(), ends: z.iso.date(), from: z.number(), to: z.number() })
        .nullable()
        .describe('its days in the current baseline, where that has it; counted like the others'),
    }),
  ),
  value: z
    .object({
      budgetFen: z.int(),
      plannedFen: z.int(),
      earnedFen: z.int(),
      spentFen: z.int(),
      costPerformance: z.number().nullable(),
      timePerformance: z.number().nullable(),
      estimateFen: z
        .int()
        .nullable()
        .describe('what all will have cost if the rest goes as what was done did'),
      finishOn: z.iso
        .date()
        .nullable()
        .describe('when all will be done if the rest goes as what was done did'),
    })
    .nullable()
    .describe('earned value (ISO 21508); null where no activity costs anything'),
  frozen: z
    .object({
      first: Standard,
      current: Standard,
      planned: z.boolean().describe('value is measured against the activities of the current baseline'),
      unplanned: z
        .array(z.string())
        .describe('activities that the current baseline does not have: they earn nothing'),
    })
    .nullable()
    .describe('variance against the first and the current baseline; null where there is none yet'),
});
export type Outlook = z.infer<typeof Outlook>;

export const operations = {
  ...baselineOperations,
  ...concessionOperations,
  ...documentOperations,
  ...portfolioOperations,
  ...proposalOperations,
  ...reportOperations,
  ...tenderingOperations,
  outlook: operation({
    method: 'GET',
    path: '/undertakings/:code/outlook',
    summary: { zh: '建设项目进度与资金预测', en: 'When an undertaking ends, and what it will cost' },
    permission: 'projects:read',
    params: z.object({ code: z.string().max(40) }),
    result: Outlook,
  }),
} as const;
