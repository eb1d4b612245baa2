import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { assessmentDue } from './rules.ts';
import { listResponsibilities } from './store.ts';
import { texts } from './texts.ts';

/** Thirty days before an assessment is due, and after it, it waits with the department that answers. @param today a date */
export async function askForAssessments(context: Context, tx: Db, today: string): Promise<void> {
  for (const { code, titleZh, titleEn, organisation, nextAssessmentOn } of await listResponsibilities(tx)) {
    const source = { module: 'security', record: 'responsibility', key: code };
    if (nextAssessmentOn === null || !assessmentDue(nextAssessmentOn, today)) {
      await closeTask(context, tx, source, { outcome: texts.assessed });
      continue;
    }
    await openTask(context, tx, {
      kind: 'security.assessment',
      title: {
        zh: fill(texts.assess, { title: titleZh }).zh,
        en: fill(texts.assess, { title: titleEn }).en,
      },
      owner: organisation,
      source,
      link: `/security/responsibilities/${encodeURIComponent(code)}`,
      dueAt: `${nextAssessmentOn}T15:59:59.000Z`,
    });
  }
}
