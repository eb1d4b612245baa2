import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { askBaseline, baselines } from './baselines/process.ts';
import { accountFor } from './concessions/read.ts';
import { addDocument, openDocument } from './documents/work.ts';
import { portfolioOf } from './portfolio/read.ts';
import { comparisonOf } from './proposals/comparison.ts';
import { proposals } from './proposals/process.ts';
import { openReport, reports } from './reports/process.ts';
import { lateContracts } from './tendering/signing.ts';
import { outlookOf } from './undertakings/outlook.ts';

export const handlers: Handlers<typeof operations> = {
  outlook: ({ params }, context) => outlookOf(context, params.code),
  portfolio: ({ query }, context) => portfolioOf(context, query),
  lateContracts: ({ query }, context) => lateContracts(context, query),
  addDocument: async ({ params, body }, context) => ({ id: await addDocument(context, params.code, body) }),
  documentFile: ({ params }, context) => openDocument(context, params.id),
  account: ({ params }, context) => accountFor(context, params.code),
  comparison: ({ params }, context) => comparisonOf(context, params.id),
  ownProposal: proposals.handler,
  reviewProposal: proposals.handler,
  askBaseline: async ({ params, body }, context) => ({ id: await askBaseline(context, params.code, body) }),
  ownBaseline: baselines.handler,
  decideBaseline: baselines.handler,
  openReport: async ({ params }, context) => ({ id: await openReport(context, params.code) }),
  ownReport: reports.handler,
  decideReport: reports.handler,
};
