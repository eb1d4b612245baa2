import type { PrefillSource } from '#platform/base/forms';
import { readRow } from '#kernel/record-server';
import { mandateInForce } from '#platform/base/identity';
import { readMe } from './me.ts';
import { Company, Household } from './records.ts';

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

const facts = ['name', 'creditCode', 'address', 'establishedOn', 'industry'] as const;

/** What the base of legal persons has on the company for which somebody fills a form in. All of it is public. */
export const companyPrefill: PrefillSource = {
  title: { zh: '法人基础库', en: 'Base of legal persons' },
  items: facts.map((name) => `company.${name}`),
  valuesFor: async (context, items) => {
    const subject = mandateInForce(context.actor)?.subject;
    if (subject?.kind !== 'company') return [];
    const company = await readRow(context, context.db, Company, subject.key);
    return facts.flatMap((name) => {
      const value = company?.[name];
      const item = `company.${name}`;
      return value && items.includes(item) ? [{ item, value, source: companyPrefill.title }] : [];
    });
  },
};

const ofHousehold = ['number', 'members', 'address'] as const;

/** What the household register has on the household for which one of it fills a form in. */
export const householdPrefill: PrefillSource = {
  title: { zh: '人口基础库（户）', en: 'Population base: households' },
  items: ofHousehold.map((name) => `household.${name}`),
  valuesFor: async (context, items) => {
    const subject = mandateInForce(context.actor)?.subject;
    if (subject?.kind !== 'household') return [];
    const household = await readRow(context, context.db, Household, subject.key);
    return ofHousehold.flatMap((name) => {
      const value = household?.[name];
      const item = `household.${name}`;
      if (value === undefined || value === null || !items.includes(item)) return [];
      return [{ item, value: String(value), source: householdPrefill.title }];
    });
  },
};
