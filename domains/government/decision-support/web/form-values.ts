import { levels, type Detector, type RiskRule, type RuleDefinition } from '../contract.ts';

/** What the form of a rule says, as the definition that it stands for. Whether it can stand the platform decides. */

type Said = (name: string) => string;

const numberOf = (text: string): number | undefined => (text === '' ? undefined : Number(text));

const some = <V>(name: string, value: V | undefined) => (value === undefined ? {} : { [name]: value });

const levelsOf = (said: Said) =>
  Object.assign({}, ...levels.map((level) => some(level, numberOf(said(`level.${level}`)))));

/** @param before what the form does not ask of a chart stays as it was */
function detectorOf(said: Said, before: Detector | undefined): unknown {
  const kind = said('kind');
  const own = { kind, levels: levelsOf(said) };
  if (kind === 'limits')
    return {
      ...own,
      direction: said('direction'),
      ...some('clear', numberOf(said('clear'))),
      times: Number(said('times')),
      of: Number(said('of')),
    };
  const both = { ...own, side: said('side'), calm: Number(said('calm')) };
  if (kind === 'forecast') return { ...both, history: Number(said('history')) };
  const kept = before?.kind === 'control' ? { lambda: before.lambda, allowance: before.allowance } : {};
  return {
    ...both,
    chart: said('chart'),
    baseline: Number(said('baseline')),
    ...some('lambda', kept.lambda),
    ...some('allowance', kept.allowance),
  };
}

/** `kind:trapped,town:330281001` as dimensions and their values. */
export const placeOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/[,，]/)
      .map((part) => part.trim().split(/[:：]/))
      .filter(([name = '', value = '']) => name.trim() !== '' && value.trim() !== '')
      .map(([name = '', ...value]) => [name.trim(), value.join(':').trim()]),
  );

export const placeText = (place: Readonly<Record<string, string>>): string =>
  Object.entries(place)
    .map(([name, value]) => `${name}:${value}`)
    .join(', ');

const commonOf = (said: Said) => ({
  code: said('code'),
  title: { zh: said('titleZh'), en: said('titleEn') },
  owner: said('owner'),
  deadlines: Object.fromEntries(levels.map((level) => [level, Number(said(`days.${level}`))])),
});

/** Reads the form of a rule of cases. */
export function readCaseRule(data: FormData): RiskRule {
  const said: Said = (name) => String(data.get(name) ?? '').trim();
  const taskKind = said('taskKind');
  const rule = {
    ...commonOf(said),
    ...some('taskKind', taskKind === '' ? undefined : taskKind),
    detector: { kind: 'risk', levels: levelsOf(said), ...some('clear', numberOf(said('clear'))) },
  };
  return rule as unknown as RiskRule;
}

/** Reads the form. @param before the rule that is changed, where one is */
export function readRule(data: FormData, before: RuleDefinition | undefined): RuleDefinition {
  const said: Said = (name) => String(data.get(name) ?? '').trim();
  const grain = said('grain');
  const by = said('by');
  const rule = {
    ...commonOf(said),
    measure: said('measure'),
    ...some('grain', grain === '' ? undefined : grain),
    ...some('by', by === '' ? undefined : by),
    where: placeOf(said('where')),
    detector: detectorOf(said, before?.detector),
    ...some('since', before?.since),
  };
  return rule as unknown as RuleDefinition;
}
