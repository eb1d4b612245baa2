import type { FileSection } from '#platform/data/registers';
import { applicationsOf } from './store.ts';
import { texts } from './texts.ts';

/** Applications of a person or company, in the file of each, as far as the asker may see them. */
export const applicationsInFile: FileSection = {
  kind: 'grants.applications',
  title: { zh: '补助申请', en: 'Applications for grants' },
  subjects: ['person', 'company'],
  permission: 'grants:read',
  read: async (context, { subject, id, limit }) =>
    (await applicationsOf(context, { kind: subject, applicant: id, limit: limit + 1 })).map(
      ({ id: key, zh, en, state, filedAt, simulated }) => ({
        key,
        title: { zh, en },
        at: filedAt,
        state: texts[state],
        path: `/grants/applications/${key}`,
        simulated,
      }),
    ),
};
