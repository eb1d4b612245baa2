import type { Searchable } from '#kernel/searchable';
import { listShared } from './store.ts';

/** Resources that the catalogue shows to everybody, found in the portal by title, pinyin and fields. */
export const searchableEntries: Searchable = {
  kind: 'catalogue.published',
  title: { zh: '数据', en: 'Data' },
  audience: 'portal',
  permission: 'public',
  visible: async ({ db }) =>
    (await listShared(db)).slice(0, 500).map(({ code, title, words, fields }) => ({
      key: code,
      label: title,
      path: `/catalogue/${encodeURIComponent(code)}`,
      words: [...words, ...fields.map(({ label }) => label.zh)],
    })),
};
