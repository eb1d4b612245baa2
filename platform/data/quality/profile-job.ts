import { z } from 'zod';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { getDatasetEver } from '#platform/data/catalogue';
import { batchPath, getBatch } from '#platform/data/ingestion';
import { bearOut } from './bear-out.ts';
import { lookupsFor } from './lookups.ts';
import { profileFields } from './profile-batch.ts';
import { candidates } from './propose.ts';
import { ruleOf } from './state-rule.ts';
import { putProfile } from './store/profiles.ts';
import { listRules } from './store/rules.ts';

/** Looks at a batch column by column, and proposes rules that it bears out. Run again, it says what holds now. */
export const profileBatch = defineJob({
  name: 'quality.profile-batch',
  title: { zh: '数据画像', en: 'Profile a batch' },
  input: z.object({ dataset: z.string(), batch: z.string() }),
  attempts: 2,
  lane: () => 'quality:profiles',
  async run(input, run, context): Promise<JobOutcome> {
    const dataset = await getDatasetEver(context.db, input.dataset);
    const batch = await getBatch(context.db, input.batch);
    const rows = batch.rows ?? 0;
    const collected = await batchPath(context, dataset.code, batch.id);
    const fields = await context.lake.session(
      (session) => profileFields({ session, path: collected }, dataset),
      run.signal,
    );
    const rules = (await listRules(context.db, dataset.code)).map(({ rule }) => rule);
    const drafts = candidates(dataset, fields, { rows, rules });
    const asked = drafts.map((draft) => ruleOf(dataset, draft, 'proposed'));
    const lookups = await lookupsFor(context, dataset, asked, batch);
    const proposals = await bearOut({ dataset, profiles: fields, collected, lookups }, drafts);
    const madeAt = context.clock.now().toISOString();
    await putProfile(context.db, {
      batch: batch.id,
      dataset: dataset.code,
      rows,
      simulated: batch.simulated,
      fields,
      proposals,
      madeAt,
    });
    return {
      summary: fill(
        {
          zh: '{fields} 个信息项，建议规则 {proposals} 条',
          en: '{fields} fields, {proposals} rules proposed',
        },
        { fields: fields.length, proposals: proposals.length },
      ),
      data: { fields: fields.length, proposals: proposals.length },
    };
  },
});
