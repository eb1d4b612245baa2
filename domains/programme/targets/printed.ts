import type { Language } from '#kernel/texts';
import type { PlanTarget } from './contract.ts';

type Printed = Pick<PlanTarget, 'value' | 'approximate' | 'comparison' | 'unit'>;

const before: Readonly<Record<NonNullable<Printed['approximate']>, Record<Language, string>>> = {
  about: { zh: '约 ', en: 'about ' },
  over: { zh: '超过 ', en: 'over ' },
  nearly: { zh: '近 ', en: 'nearly ' },
};
const signs = { 'at-least': '≥ ', 'at-most': '≤ ' } as const;

/** A figure of the plan as the plan prints it, or undefined when it prints no number. */
export function printFigure(
  { value, approximate, comparison, unit }: Printed,
  language: Language,
): string | undefined {
  if (value === null) return undefined;
  const digits = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB').format(value);
  const sign = comparison === null ? '' : signs[comparison];
  const about = approximate === null ? '' : before[approximate][language];
  const counted = unit ? ` ${/^\d/.test(unit[language]) ? '× ' : ''}${unit[language]}` : '';
  return `${sign}${about}${digits}${counted}`;
}

/** Targets with a number first, each group in the plan's own order. */
export const planOrder = <T extends Pick<PlanTarget, 'value'>>(targets: readonly T[]): T[] => [
  ...targets.filter(({ value }) => value !== null),
  ...targets.filter(({ value }) => value === null),
];
