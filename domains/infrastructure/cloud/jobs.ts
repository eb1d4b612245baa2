import { join } from 'node:path';
import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { rowsOf } from './backup/manifest.ts';
import { backUp, backupFolder, runDrill } from './run.ts';
import { settleTasks } from './watch.ts';
import { texts } from './texts.ts';

export const backupJob = defineJob({
  name: 'cloud.back-up',
  title: texts.backingUp,
  input: z.object({}),
  attempts: 2,
  lane: () => 'cloud',
  run: async (_input, run, context) => {
    const manifest = await backUp(context, {
      signal: run.signal,
      told: (step, done, total) => run.progress({ done, total, unit: texts[step] }),
    });
    const { id, tables, files } = manifest;
    const counts = { id, tables: tables.length, rows: rowsOf(manifest), files: files.length };
    return { summary: fill(texts.backedUp, counts), data: counts };
  },
});

const steps = ['restored', 'tables', 'files', 'ledger', 'answers', 'page'] as const;

export const drillJob = defineJob({
  name: 'cloud.drill',
  title: texts.drilling,
  input: z.object({ backup: z.string().optional() }),
  attempts: 1,
  lane: () => 'cloud',
  run: async ({ backup }, run, context) => {
    const folder = backupFolder(context.config);
    const report = await runDrill(context, {
      ...(backup !== undefined && { from: join(folder, 'backups', backup) }),
      signal: run.signal,
      told: (step) =>
        run.progress({
          done: steps.indexOf(step),
          total: steps.length,
          unit: texts.steps,
          note: texts[`step-${step}`],
        }),
    });
    if (!report) return { summary: texts.drillFailed };
    const words = { id: report.manifest.id, seconds: report.seconds };
    return {
      summary: fill(report.equal ? texts.drillEqual : texts.drillUnequal, words),
      data: report.checks,
    };
  },
});

/** Looks each morning whether a backup and a drill succeeded in time. */
export const watchJob = defineJob({
  name: 'cloud.watch',
  title: texts.watching,
  input: z.object({}),
  attempts: 2,
  run: async (_input, _run, context) => {
    await context.transaction((tx) => settleTasks(context, tx));
    return { summary: texts.watched };
  },
});
