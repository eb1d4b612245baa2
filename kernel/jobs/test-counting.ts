import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '../job.ts';

/** Counts to `to`, leaving a mark for each number; number and checkpoint are kept in one transaction. */
export const counting = defineJob({
  name: 'shop.counting',
  title: { zh: '数数', en: 'Counting' },
  input: z.object({ to: z.number().int(), pauseMs: z.number().default(0) }),
  attempts: 1,
  async run({ to, pauseMs }, run, context) {
    const from = z.number().catch(0).parse(run.state);
    for (let number = from + 1; number <= to; number++) {
      run.signal.throwIfAborted();
      await context.transaction(async (tx) => {
        await sql`insert into public.trace (who, what, number) values (${run.id}, 'count', ${number})`.execute(
          tx,
        );
        await run.checkpoint(number);
      });
      run.progress({ done: number, total: to, unit: { zh: '个', en: 'numbers' } });
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return { summary: { zh: `数到 ${to}`, en: `counted to ${to}` }, data: { to } };
  },
});
