import { z } from 'zod';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { followUp } from './follow.ts';
import { openDays } from './plan.ts';
import { localOf } from './rules.ts';
import { bookingServices } from './services.ts';
import { sweep } from './settle.ts';
import { allResources, findResource } from './slot-store.ts';
import { endOldWaiting } from './waiting-store.ts';

const done = { zh: '{resources} 个资源，{slots} 个时段', en: '{resources} resources, {slots} slots' };
const swept = {
  zh: '释放 {expired} 个占号，登记 {absences} 次爽约',
  en: '{expired} holds given back, {absences} absences noted',
};

/** Makes the slots of the coming days: of one resource, or every night of all. */
export const planJob = defineJob({
  name: 'scheduling.plan',
  title: { zh: '生成号源', en: 'Make slots' },
  input: z.object({ resource: z.string().optional() }),
  attempts: 3,
  lane: () => 'scheduling.plan',
  async run(input, run, context): Promise<JobOutcome> {
    const known = new Set((await bookingServices(context)).map(({ code }) => code));
    const one = input.resource === undefined ? undefined : await findResource(context.db, input.resource);
    const asked =
      input.resource === undefined ? allResources(context.db) : [one].filter((each) => each !== undefined);
    let resources = 0;
    let slots = 0;
    for await (const resource of asked) {
      run.signal.throwIfAborted();
      if (!known.has(resource.service)) continue;
      slots += (await openDays(context, resource)).slots;
      resources += 1;
      run.progress({ done: resources, unit: { zh: '个资源', en: 'resources' } });
    }
    return { summary: fill(done, { resources, slots }) };
  },
});

/** Gives overdue holds back and notes who did not come. */
export const sweepJob = defineJob({
  name: 'scheduling.sweep',
  title: { zh: '释放超时占号、登记爽约', en: 'Give back overdue holds, note absences' },
  input: z.object({}),
  attempts: 2,
  brief: true,
  lane: () => 'scheduling.sweep',
  async run(_input, _run, context): Promise<JobOutcome> {
    await followUp(context);
    await endOldWaiting(context.db, localOf(context.clock.now()).day);
    return { summary: fill(swept, await sweep(context)) };
  },
});
