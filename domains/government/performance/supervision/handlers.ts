import type { Handlers } from '#kernel/module';
import type { supervisionOperations } from './contract.ts';
import { recordPast } from './past.ts';
import {
  answerExtension,
  askExtension,
  closeMatter,
  issue,
  receive,
  report,
  sendBack,
  urge,
} from './work.ts';

const done = { done: true } as const;

export const supervisionHandlers: Handlers<typeof supervisionOperations> = {
  issue: async ({ body: { simulated, ...issued } }, context) => ({
    number: await issue(context, issued, simulated),
  }),
  recordPast: async ({ body }, context) => ({ numbers: await recordPast(context, body) }),
  async receive({ params }, context) {
    await receive(context, params.id);
    return done;
  },
  async report({ params, body }, context) {
    await report(context, params.id, body);
    return done;
  },
  async askExtension({ params, body }, context) {
    await askExtension(context, params.id, body);
    return done;
  },
  async urge({ params, body }, context) {
    await urge(context, params.id, body.message);
    return done;
  },
  async answerExtension({ params, body }, context) {
    await answerExtension(context, params.id, body);
    return done;
  },
  async sendBack({ params, body }, context) {
    await sendBack(context, params.id, body.reason);
    return done;
  },
  async closeMatter({ params, body }, context) {
    await closeMatter(context, params.id, body);
    return done;
  },
};
