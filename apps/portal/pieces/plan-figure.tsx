import { number, useLanguage, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { PlanTarget } from '#domains/programme/targets/contract';

const texts = {
  baseline: { zh: '基数 {year}', en: 'Baseline {year}' },
  noBaseline: { zh: '规划未印基数', en: 'No baseline printed' },
};
const comparisons: Readonly<Record<string, Text>> = {
  'at-least': { zh: '不低于', en: 'at least' },
  'at-most': { zh: '不高于', en: 'at most' },
};
const approximations: Readonly<Record<string, Text>> = {
  about: { zh: '约', en: 'about' },
  over: { zh: '超过', en: 'over' },
  nearly: { zh: '近', en: 'nearly' },
};

type Figure = Pick<PlanTarget, 'value' | 'unit' | 'comparison' | 'approximate'>;

/** A printed figure with its unit and what the plan says before it: at least, about. */
export function Figured({ figure }: { readonly figure: Figure & { readonly value: number } }) {
  const say = useSay();
  const { language } = useLanguage();
  const before = comparisons[figure.comparison ?? ''] ?? approximations[figure.approximate ?? ''];
  return (
    <>
      {before && <span className="figure-word">{say(before)} </span>}
      <span className="figure">{number(figure.value, language)}</span>
      {figure.unit && <span className="figure-word"> {say(figure.unit)}</span>}
    </>
  );
}

export const hasNumber = <F extends Figure>(figure: F | null): figure is F & { value: number } =>
  figure !== null && figure.value !== null;

/** What the plan prints for its own day of the same thing. */
export function Baseline({ baseline }: { readonly baseline: PlanTarget['baseline'] }) {
  const say = useSay();
  if (!hasNumber(baseline)) return <p className="quiet">{say(texts.noBaseline)}</p>;
  return (
    <p>
      <span className="figure-label">{say(texts.baseline, { year: baseline.asOf })}</span>
      <Figured figure={baseline} />
      <span className="fact-note">
        {say(baseline.name)} · {baseline.clause}
      </span>
    </p>
  );
}
