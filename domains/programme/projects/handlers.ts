import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { comparisonOf } from './proposals/comparison.ts';
import { proposals } from './proposals/process.ts';
import { outlookOf } from './undertakings/outlook.ts';

export const handlers: Handlers<typeof operations> = {
  outlook: ({ params }, context) => outlookOf(context, params.code),
  comparison: ({ params }, context) => comparisonOf(context, params.id),
  ownProposal: proposals.handler,
  reviewProposal: proposals.handler,
};
