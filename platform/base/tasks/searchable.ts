import type { Searchable } from '#kernel/searchable';
import { findTasks } from './list-store.ts';
import { readerOf } from './reader.ts';

/** Tasks that wait for the reader, found by their titles. */
export const searchableTasks: Searchable = {
  kind: 'tasks.task',
  title: { zh: '任务', en: 'Task' },
  audience: 'console',
  permission: 'tasks:own',
  visible: async (context) => {
    const now = context.clock.now().toISOString();
    const reader = await readerOf(context, context.db);
    const waiting = await findTasks(context.db, reader, { whose: 'all', status: 'waiting', now, limit: 500 });
    return waiting.map(({ id, titleZh, titleEn, simulated }) => ({
      key: id,
      label: { zh: titleZh, en: titleEn },
      path: `/tasks?open=${encodeURIComponent(id)}`,
      simulated,
    }));
  },
};
