import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault } from '#kernel/city';
import { catalogueFile } from '#platform/data/catalogue';
import { unfit } from './rule-fit.ts';
import { Rule } from './rule.ts';

export const rulesFile = defineCityFile({
  path: 'quality-rules.yaml',
  format: 'yaml',
  title: { zh: '数据检查规则', en: 'Rules by which data is checked' },
  schema: z.array(Rule),
});

/** Every rule stands once and speaks of fields that its dataset has. */
export const rulesCheck: CityCheck = (city): CityFault[] => {
  const rules = city.get(rulesFile);
  const datasets = new Map(city.get(catalogueFile).datasets.map((dataset) => [dataset.code, dataset]));
  return rules.flatMap((rule, index) => {
    const fault = (part: string, code: string, zh: string, en: string) =>
      city.fault(rulesFile, [index, part], { code, message: { zh, en } });
    const fields = datasets.get(rule.dataset);
    const twice = rules.findIndex(({ id }) => id === rule.id) !== index;
    return [
      ...(twice
        ? [fault('id', 'quality.rule-twice', `规则 ${rule.id} 重复`, `rule ${rule.id} stands twice`)]
        : []),
      ...(fields
        ? []
        : [
            fault(
              'dataset',
              'quality.unknown-dataset',
              `没有数据集 ${rule.dataset}`,
              `there is no dataset ${rule.dataset}`,
            ),
          ]),
      ...(fields ? unfit(fields, rule.check, rule.when) : []).map(({ code, field }) =>
        fault(
          'check',
          `quality.${code}`,
          code === 'unknown-field'
            ? `数据集 ${rule.dataset} 没有信息项 ${field}`
            : `信息项 ${field} 的类型不适合这种规则`,
          code === 'unknown-field'
            ? `dataset ${rule.dataset} has no field ${field}`
            : `field ${field} is of a type that this kind of rule cannot look at`,
        ),
      ),
    ];
  });
};
