import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context, Services } from '#kernel/context';
import { defineJob, type JobRun } from '#kernel/job';
import { planOf, recordRegistry } from '#kernel/record-server';
import { buildRows } from './build.ts';
import { searchedPlans, shapeOf } from './kinds.ts';
import { dropPending, findPending } from './pending-store.ts';
import { dropOtherKinds, dropStale, findBuilt, noteBuilt, sortIn } from './store.ts';

const unit = { zh: '行', en: 'rows' };
const rowsAtOnce = 2000;

const Checkpoint = z.object({ kind: z.string(), after: z.string(), done: z.number() });

/** Makes every row of every record ready, kind by kind; goes on where an earlier try ended. */
export const rebuild = defineJob({
  name: 'search.rebuild',
  title: { zh: '重建搜索索引', en: 'Rebuild the search index' },
  input: z.object({ onlyChanged: z.boolean().default(false) }),
  attempts: 3,
  lane: () => 'search.build',
  async run({ onlyChanged }, run, context) {
    const plans = searchedPlans(context);
    await context.transaction((tx) =>
      dropOtherKinds(
        tx,
        plans.map(({ record }) => record.id),
      ),
    );
    const built = new Map((await findBuilt(context.db)).map(({ kind, shape }) => [kind, shape]));
    const due = onlyChanged ? plans.filter((plan) => built.get(plan.record.id) !== shapeOf(plan)) : plans;
    const resumed = Checkpoint.safeParse(run.state).data;
    let done = resumed?.done ?? 0;
    const start = Math.max(
      0,
      due.findIndex(({ record }) => record.id === resumed?.kind),
    );
    for (const plan of due.slice(start)) {
      let after = plan.record.id === resumed?.kind ? resumed.after : '';
      for (;;) {
        run.signal.throwIfAborted();
        const { last, count } = await buildRows(context, plan, { after, limit: rowsAtOnce });
        if (last === undefined) break;
        after = last;
        done += count;
        run.progress({ done, unit, note: plan.record.title });
        await run.checkpoint({ kind: plan.record.id, after, done });
      }
      await context.transaction(async (tx) => {
        await dropStale(tx, plan);
        await noteBuilt(tx, plan.record.id, context.clock.now().toISOString(), shapeOf(plan));
      });
    }
    await sortIn(context.db);
    return { summary: { zh: `${done} 行可以查到`, en: `${done} rows can be found` } };
  },
});

async function buildSource(
  context: Context,
  run: JobRun,
  of: { kind: string; source: string },
): Promise<number> {
  const mounted = recordRegistry(context.modules).get(of.kind);
  if (!mounted) return 0;
  const plan = planOf(mounted.record);
  let after = '';
  let done = 0;
  for (;;) {
    run.signal.throwIfAborted();
    const { source } = of;
    const { last, count } = await buildRows(context, plan, { after, limit: rowsAtOnce, source });
    if (last === undefined) return done;
    after = last;
    done += count;
  }
}

/** Makes the rows of sources ready that were written in bulk. */
export const catchUp = defineJob({
  name: 'search.catch-up',
  title: { zh: '更新搜索索引', en: 'Bring the search index up to date' },
  /** `settled`: what is still being written is left for later. */
  input: z.object({ settled: z.boolean().default(false) }),
  attempts: 5,
  lane: () => 'search.build',
  async run({ settled }, run, context) {
    let done = 0;
    for (let waiting = await findPending(context.db, settled); waiting.length > 0;) {
      for (const of of waiting) {
        run.signal.throwIfAborted();
        done += await buildSource(context, run, of);
        // Only now: a try that ends before leaves the source where the next one finds it.
        await dropPending(context.db, of);
        run.progress({ done, unit });
      }
      waiting = await findPending(context.db, settled);
    }
    await sortIn(context.db);
    return { summary: { zh: `更新 ${done} 行`, en: `${done} rows brought up to date` } };
  },
});

/** A record that is new, or searched by other fields than before, is made ready without anybody's doing. */
export async function buildWhatIsNew(services: Services): Promise<() => Promise<void>> {
  const { db } = services.store;
  const built = new Map((await findBuilt(db)).map(({ kind, shape }) => [kind, shape]));
  const due = searchedPlans(services).some((plan) => built.get(plan.record.id) !== shapeOf(plan));
  if (due) await services.startJob(db, rebuild, { onlyChanged: true }, { actor: system });
  return async () => undefined;
}
