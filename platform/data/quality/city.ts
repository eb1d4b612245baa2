import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault } from '#kernel/city';
import { catalogueFile, type Dataset } from '#platform/data/catalogue';
import { outsideOf, unfit, type Outside } from './rule-fit.ts';
import { Rule } from './rule.ts';

export const rulesFile = defineCityFile({
  path: 'quality-rules.yaml',
  format: 'yaml',
  title: { zh: '数据检查规则', en: 'Rules by which data is checked' },
  schema: z.array(Rule),
});

/** Of a dataset, whose code has no dot, the file knows whether it is there; registers are asked when a rule is stated. */
const isElsewhere = ({ source }: Outside, datasets: ReadonlyMap<string, Pick<Dataset, 'fields'>>): boolean =>
  source !== undefined &&
  !source.name.includes('.') &&
  !datasets.get(source.name)?.fields.some(({ name }) => name === source.field);

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
      ...(isElsewhere(outsideOf(rule.check), datasets)
        ? [
            fault(
              'check',
              'quality.unknown-source',
              '规则对照的数据集或信息项不存在',
              'the dataset or field that the rule asks is not there',
            ),
          ]
        : []),
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
