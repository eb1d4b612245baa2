import { scopeOf } from '#kernel/actor';
import type { WallList } from '#kernel/wall';
import { findKind } from './kinds.ts';
import { listOverdue } from './wall-store.ts';

/** No organisation has this code: whoever lacks one sees nothing. */
const nobody = '-';

/** Tasks that wait past their date: those of everybody, or of the reader's department. */
export const overdueTasks: WallList = {
  code: 'tasks.overdue',
  path: '/indicators/tasks-overdue',
  title: { zh: '超期任务', en: 'Tasks overdue' },
  permission: 'tasks:statistics',
  looksBack: true,
  async read(context, { at, most }) {
    const { actor, db } = context;
    const owner = scopeOf(actor, 'tasks:statistics') === 'city' ? undefined : (actor.organisation ?? nobody);
    const { rows, total } = await listOverdue(db, { at, owner, limit: most });
    return {
      total,
      rows: rows.map(({ id, kind, titleZh, titleEn, owner: by, ownerEn, dueAt, simulated }) => ({
        key: id,
        title: { zh: titleZh, en: titleEn },
        note: {
          zh: [by, findKind(context, kind)?.title.zh].filter(Boolean).join(' · '),
          en: [ownerEn, findKind(context, kind)?.title.en].filter(Boolean).join(' · '),
        },
        tone: 'warn' as const,
        mark: { zh: '超期', en: 'overdue' },
        at: dueAt,
        path: `/tasks?open=${id}`,
        simulated,
      })),
    };
  },
};
