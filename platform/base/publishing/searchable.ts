import type { Searchable } from '#kernel/searchable';
import { findPublished } from './store.ts';

/** What is published, found in the portal by its title. */
export const searchableArticles: Searchable = {
  kind: 'publishing.article',
  title: { zh: '信息发布', en: 'Published' },
  audience: 'portal',
  permission: 'public',
  visible: async (context) => {
    const now = context.clock.now().toISOString();
    const rows = await findPublished(context.db, { now, channel: 'web', limit: 500 });
    return rows.map(({ id, title, simulated }) => ({
      key: id,
      label: title,
      path: `/news/${id}`,
      simulated,
    }));
  },
};
