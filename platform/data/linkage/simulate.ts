import type { Context } from '#kernel/context';
import type { JobRun } from '#kernel/job';
import { Problem } from '#kernel/problem';
import type { Played } from '#kernel/simulation';
import { decideModel, train } from './models.ts';
import { runOnce } from './run.ts';
import * as store from './store.ts';

const reason = '模拟城市：示范用的首个版本';

/** Of work that is done at once, not as a job. */
const atOnce: JobRun = {
  id: 'simulator:linkage',
  attempt: 1,
  signal: new AbortController().signal,
  state: undefined,
  progress: () => undefined,
  checkpoint: () => Promise.resolve(),
};

async function putInForce(context: Context): Promise<void> {
  const own = await store.modelOfJob(context.db, atOnce.id);
  // Cut off between the two steps, the next start finds it proposed and nobody to decide.
  if (own?.state === 'proposed') await decideModel(context, own.version, { approve: true, reason });
  if ((await store.countModels(context.db)) > 0) return;
  const trained = await train(context, { reason, by: 'system' }, atOnce);
  if (trained) await decideModel(context, trained.version, { approve: true, reason });
}

/** A first version, as an office would train it and its head put it in force, and a first run: there is something to decide. */
export const demonstrationLinkage: Played = {
  name: 'linkage.demonstration',
  grants: { 'linkage:train': 'city', 'linkage:approve': 'city', 'linkage:run': 'city' },
  async play(context) {
    try {
      await putInForce(context);
    } catch (error) {
      // A city of which only a part was handed in has nothing to learn from yet.
      if (error instanceof Problem && error.status < 500) return;
      throw error;
    }
    const model = await store.modelInForce(context.db);
    if (model) await runOnce(context, model, atOnce);
  },
};
