import { z } from 'zod';
import { defineCityFile, type CityCheck, type ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { fill } from '#kernel/texts';
import { putReconciler } from './store.ts';
import { texts } from './texts.ts';

export const paymentsFile = defineCityFile({
  path: 'payments.yaml',
  format: 'yaml',
  title: { zh: '收付', en: 'Payments' },
  schema: z.strictObject({ reconciles: z.string().optional() }),
});

/** No more of the neighbour's file than is needed: which codes there are. */
const organisationCodes = defineCityFile({
  path: 'organisations.yaml',
  format: 'yaml',
  title: { zh: '机构', en: 'Organisations' },
  schema: z.object({ organisations: z.array(z.object({ code: z.string() })) }),
});

export const paymentsFiles = [paymentsFile, organisationCodes];

export const reconcilerIsKnown: CityCheck = (city) => {
  const { reconciles } = city.get(paymentsFile);
  const known = city.get(organisationCodes).organisations.some(({ code }) => code === reconciles);
  if (reconciles === undefined || known) return [];
  const message = fill(texts.reconcilerUnknown, { organisation: reconciles });
  return [city.fault(paymentsFile, ['reconciles'], { code: 'payments.organisation-unknown', message })];
};

export const load = (city: ReadCity, context: Context): Promise<void> =>
  context.transaction((tx) => putReconciler(tx, city.get(paymentsFile).reconciles));
