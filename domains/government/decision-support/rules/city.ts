import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFile } from '#kernel/city';
import { measuresFile } from '#platform/sense/indicators';
import { RuleDefinition } from '../shapes.ts';
import { ruleFault, ruleFaults, type RuleFault } from './check.ts';

export const warningsFile = defineCityFile({
  path: 'warnings.yaml',
  format: 'yaml',
  title: { zh: '预警规则', en: 'Warning rules' },
  schema: z.strictObject({ rules: z.array(RuleDefinition) }),
});

/** No more of the neighbours' files than what a rule speaks of. */
const organisationCodes = defineCityFile({
  path: 'organisations.yaml',
  format: 'yaml',
  title: { zh: '机构', en: 'Organisations' },
  schema: z.object({ organisations: z.array(z.object({ code: z.string() })) }),
});

export const warningCityFiles: readonly CityFile<unknown>[] = [warningsFile, measuresFile, organisationCodes];

/** Each rule held against the measure that it watches. */
const rulesFit: CityCheck = (city) => {
  const { rules } = city.get(warningsFile);
  const measures = new Map(city.get(measuresFile).measures.map((measure) => [measure.code, measure]));
  const owners = new Set(city.get(organisationCodes).organisations.map(({ code }) => code));
  return rules.flatMap((rule, index) => {
    const { code, owner, measure } = rule;
    const own: RuleFault[] = [];
    if (rules.findIndex((other) => other.code === code) < index)
      own.push(ruleFault(['code'], 'code-twice', { code }));
    if (!owners.has(owner)) own.push(ruleFault(['owner'], 'owner-unknown', { owner }));
    return [...own, ...ruleFaults(rule, measures.get(measure))].map(({ path, ...words }) =>
      city.fault(warningsFile, ['rules', index, ...path], words),
    );
  });
};

export const warningCityChecks: readonly CityCheck[] = [rulesFit];
