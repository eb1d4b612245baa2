import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFile } from '#kernel/city';
import { measuresFile } from '#platform/sense/indicators';
import { RiskRule, RuleDefinition } from '../shapes.ts';
import { caseRuleFaults, ruleFault, ruleFaults, type RuleFault } from './check.ts';

export const warningsFile = defineCityFile({
  path: 'warnings.yaml',
  format: 'yaml',
  title: { zh: '预警规则', en: 'Warning rules' },
  schema: z.strictObject({ rules: z.array(RuleDefinition), cases: z.array(RiskRule).default([]) }),
});

/** No more of the neighbours' files than what a rule speaks of. */
const organisationCodes = defineCityFile({
  path: 'organisations.yaml',
  format: 'yaml',
  title: { zh: '机构', en: 'Organisations' },
  schema: z.object({ organisations: z.array(z.object({ code: z.string() })) }),
});

export const warningCityFiles: readonly CityFile<unknown>[] = [warningsFile, measuresFile, organisationCodes];

/** Each rule held against the measure that it watches, and every code said once. */
const rulesFit: CityCheck = (city) => {
  const { rules, cases } = city.get(warningsFile);
  const measures = new Map(city.get(measuresFile).measures.map((measure) => [measure.code, measure]));
  const owners = new Set(city.get(organisationCodes).organisations.map(({ code }) => code));
  const codes = [...rules, ...cases].map(({ code }) => code);
  const named = ({ code, owner }: { readonly code: string; readonly owner: string }, place: number) => [
    ...(codes.indexOf(code) < place ? [ruleFault(['code'], 'code-twice', { code })] : []),
    ...(owners.has(owner) ? [] : [ruleFault(['owner'], 'owner-unknown', { owner })]),
  ];
  const told = (part: 'rules' | 'cases', index: number, faults: readonly RuleFault[]) =>
    faults.map(({ path, ...words }) => city.fault(warningsFile, [part, index, ...path], words));
  return [
    ...rules.flatMap((rule, index) =>
      told('rules', index, [...named(rule, index), ...ruleFaults(rule, measures.get(rule.measure))]),
    ),
    ...cases.flatMap((rule, index) =>
      told('cases', index, [...named(rule, rules.length + index), ...caseRuleFaults(rule)]),
    ),
  ];
};

export const warningCityChecks: readonly CityCheck[] = [rulesFit];
