import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { outlookOf } from './undertakings/outlook.ts';

export const handlers: Handlers<typeof operations> = {
  outlook: ({ params }, context) => outlookOf(context, params.code),
};
