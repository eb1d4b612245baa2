import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { paymentProviderPoint, type PaymentProvider } from './provider.ts';
import { simulator } from './simulator.ts';
import { texts } from './texts.ts';

/** The stand-in is there where nothing is real: never in production. */
export const providersOf = (context: Pick<Context, 'config' | 'contributions'>): PaymentProvider[] => [
  ...context.contributions(paymentProviderPoint),
  ...(context.config.production ? [] : [simulator]),
];

/** @throws Problem 503 `payments.no-provider` */
export function getProvider(context: Context, code: string): PaymentProvider {
  const provider = providersOf(context).find((each) => each.code === code);
  if (provider) return provider;
  throw new Problem(503, 'payments.no-provider', fill(texts.noProvider, { provider: code }));
}

/** @throws Problem 503 `payments.no-provider` where there is none: what could never be paid is not asked for */
export function usualProvider(context: Context): string {
  const [usual] = providersOf(context);
  return usual?.code ?? getProvider(context, '—').code;
}
