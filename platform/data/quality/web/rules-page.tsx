import { Link } from 'react-router';
import { HeadRow, PageHead, ProblemNote, ScrollRegion, Skeleton, useCall, useSay } from '#ui';
import { operations as catalogue } from '#platform/data/catalogue/contract';
import { operations, kindNames } from '../contract.ts';
import { dimensions, severities } from '../records.ts';

const texts = {
  title: { zh: '生效的检查规则', en: 'Rules in force' },
  kind: { zh: '种类', en: 'Kind' },
  lead: {
    zh: '写在城市资料里的、在控制台制定的，以及由目录自动得出的必填、长度、代码等规则。',
    en: "Rules of the city's files, those made in the console, and the required, length and code rules that follow from the catalogue.",
  },
  rule: { zh: '规则', en: 'Rule' },
  dataset: { zh: '数据集', en: 'Dataset' },
  dimension: { zh: '质量维度', en: 'Dimension' },
  severity: { zh: '程度', en: 'Severity' },
  open: { zh: '待改', en: 'Open' },
};
/** All rules in force, with how many findings each has open. */
export function RulesPage() {
  const say = useSay();
  const rules = useCall('quality', operations.rules, { query: {} });
  const datasets = useCall('catalogue', catalogue.datasets, { query: {} });
  const titles = new Map(datasets.data?.items.map(({ code, title }) => [code, title]));
  if (rules.isPending) return <Skeleton lines={10} />;
  if (rules.isError) return <ProblemNote problem={rules.error} onRetry={() => void rules.refetch()} />;
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} lead={say(texts.lead)} />
      <ScrollRegion label={say(texts.title)}>
        <table className="data-table">
          <HeadRow names={['rule', 'dataset', 'kind', 'dimension', 'severity', 'open']} texts={texts} />
          <tbody>
            {rules.data.items.map((rule) => (
              <tr key={rule.id}>
                <td>
                  {rule.implied ? (
                    say(rule.title)
                  ) : (
                    <Link to={`/quality/stated-rules/${rule.id}`}>{say(rule.title)}</Link>
                  )}
                </td>
                <td>{say(titles.get(rule.dataset) ?? { zh: rule.dataset, en: rule.dataset })}</td>
                <td>{say(kindNames[rule.kind as keyof typeof kindNames])}</td>
                <td>{say(dimensions[rule.dimension] ?? { zh: rule.dimension, en: rule.dimension })}</td>
                <td>{say(severities[rule.severity] ?? { zh: rule.severity, en: rule.severity })}</td>
                <td>
                  {rule.open > 0 ? (
                    <Link to={`/quality/findings?rule=${rule.id}&status=open`}>{rule.open}</Link>
                  ) : (
                    0
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
