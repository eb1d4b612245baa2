import type { Handlers } from '#kernel/module';
import { handleAlarm, takeAlarm } from './alarms.ts';
import type { operations } from './contract.ts';

export const handlers: Handlers<typeof operations> = {
  report: ({ body }, context) => takeAlarm(context, body),
  handle: ({ params: { id }, body }, context) => handleAlarm(context, id, body),
};
