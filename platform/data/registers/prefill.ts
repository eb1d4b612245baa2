import type { PrefillSource } from '#platform/base/forms';
import { readMe } from './me.ts';

const names = ['name', 'mobile', 'address', 'birthDate', 'citizenId'] as const;

const purposes = { zh: '本人填写表单，同意预填', en: 'Filling in a form, with consent' };

/** What the population base has on whoever fills a form in: their own values, by their own right, noted in the ledger. */
export const personPrefill: PrefillSource = {
  title: { zh: '人口基础库', en: 'Population base' },
  items: names.map((name) => `person.${name}`),
  valuesFor: async (context, items) => {
    const me = await readMe({ ...context, purpose: purposes[context.language] });
    return (me?.values ?? []).flatMap(({ attribute, value }) => {
      const item = `person.${attribute}`;
      if (value === null || !items.includes(item)) return [];
      return [{ item, value, source: personPrefill.title }];
    });
  },
};
