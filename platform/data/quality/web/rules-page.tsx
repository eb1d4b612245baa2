import { Link } from 'react-router';
import { HeadRow, PageHead, ProblemNote, ScrollRegion, Skeleton, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { dimensions, severities } from '../records.ts';

const texts = {
  title: { zh: '检查规则', en: 'Rules' },
  lead: {
    zh: '规则写在城市资料里；必填、长度、代码等由目录自动得出。',
    en: "Rules stand in the city's files; required, length and code rules follow from the catalogue.",
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
  if (rules.isPending) return <Skeleton lines={10} />;
  if (rules.isError) return <ProblemNote problem={rules.error} onRetry={() => void rules.refetch()} />;
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} lead={say(texts.lead)} />
      <ScrollRegion label={say(texts.title)}>
        <table className="data-table">
          <HeadRow names={['rule', 'dataset', 'dimension', 'severity', 'open']} texts={texts} />
          <tbody>
            {rules.data.items.map((rule) => (
              <tr key={rule.id}>
                <td title={rule.id}>{say(rule.title)}</td>
                <td>
                  <code>{rule.dataset}</code>
                </td>
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
