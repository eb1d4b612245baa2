import { number, SimulatedTag, Tag, Time, useLanguage, useSay } from '#ui';
import type { Indicator } from '../contract.ts';
import { words } from './words.ts';

/** A value with its unit, or that there is none. */
export function FigureValue({ indicator }: { readonly indicator: Indicator }) {
  const say = useSay();
  const { language } = useLanguage();
  const { value, unit, computedAt } = indicator;
  if (value === null)
    return <span className="quiet">{say(computedAt ? words.noData : words.notMeasured)}</span>;
  return (
    <span>
      <span className="strong">{number(value, language, 1)}</span> {say(unit)}
    </span>
  );
}

/** Whether its data are as new as they should be, said in words. */
export function FigureFreshness({ indicator }: { readonly indicator: Indicator }) {
  const say = useSay();
  const { stale, asOf } = indicator;
  if (stale) return <Tag tone="amber">{say(words.stale)}</Tag>;
  return asOf ? <Time at={asOf} as="near" /> : <span className="quiet">{say(words.noData)}</span>;
}

/** Says that the figure speaks of invented people, when it does. */
export function FigureSimulated({ indicator }: { readonly indicator: Indicator }) {
  return indicator.simulated ? <SimulatedTag /> : null;
}
