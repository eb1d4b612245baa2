import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { readAddress } from './read.ts';

export const handlers: Handlers<typeof operations> = {
  read: ({ body }, context) => readAddress(context.db, body.text),
};
