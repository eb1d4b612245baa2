import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { callNext } from './calls.ts';
import { hearSimulator } from './receipts.ts';
import { queueDue, sendQueued } from './round.ts';
import { insertAttempt, takeForDigest } from './round-store.ts';
import { texts } from './texts.ts';

/** Everything whose minute has come: steps of chains, messages, receipts of the stand-in, contact trees. */
export const roundJob = defineJob({
  name: 'notifications.round',
  title: { zh: '发送消息', en: 'Sending notices' },
  input: z.strictObject({}),
  attempts: 2,
  brief: true,
  lane: () => 'notifications.round',
  run: async (_input, _run, context) => {
    await hearSimulator(context);
    await callNext(context);
    const queued = await queueDue(context);
    const sent = await sendQueued(context);
    return { summary: fill(texts.done, { queued, sent }), data: { queued, sent } };
  },
});

/** Once a day one message about all that could wait. */
export const digestJob = defineJob({
  name: 'notifications.digest',
  title: { zh: '消息每日汇总', en: 'Daily digest of notices' },
  input: z.strictObject({}),
  attempts: 3,
  lane: () => 'notifications.digest',
  run: async (_input, _run, context) => {
    const count = await context.transaction(async (tx) => {
      const at = context.clock.now().toISOString();
      const people = await takeForDigest(tx, at);
      for (const { person, delivery, count: unread } of people)
        await insertAttempt(tx, {
          id: randomUUID(),
          delivery,
          person,
          channel: 'app',
          at,
          words: fill(texts.digestWords, { count: unread }).zh,
        });
      return people.length;
    });
    return { summary: fill(texts.digest, { count }), data: { people: count } };
  },
});
