import { Link } from 'react-router';
import { ProblemNote, ScrollRegion, Skeleton, useSay } from '#ui';
import { Risk } from '../records.ts';
import { levelNames, levelOf } from '../contract.ts';
import { partWords as words } from './part-words.ts';
import { usePart } from './part-list.tsx';

const grades = [1, 2, 3, 4, 5];
const tints = {
  high: 'color-mix(in srgb, var(--seal) 22%, transparent)',
  middle: 'color-mix(in srgb, var(--amber) 22%, transparent)',
  low: 'color-mix(in srgb, var(--leaf) 16%, transparent)',
} as const;

/** How many risks lie where: likelihood upwards, impact to the right; each count opens its risks. */
export function RiskMatrix({ undertaking }: { readonly undertaking: string }) {
  const say = useSay();
  const found = usePart(Risk, { undertaking });
  if (found.isPending) return <Skeleton lines={3} />;
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />;
  const risks = found.rows.filter((row) => row['state'] !== 'closed');
  const count = (likelihood: number, impact: number) =>
    risks.filter((row) => row['likelihood'] === likelihood && row['impact'] === impact).length;
  const to = (likelihood: number, impact: number) =>
    `/projects/risks?${new URLSearchParams({ undertaking, likelihood: String(likelihood), impact: String(impact) }).toString()}`;
  return (
    <ScrollRegion label={say(words.matrix)}>
      <table className="data-table" aria-label={say(words.matrix)} style={{ tableLayout: 'fixed' }}>
        <caption>{say(words.matrix)}</caption>
        <thead>
          <tr>
            <th scope="col">
              {say(words.likelihood)} \ {say(words.impact)}
            </th>
            {grades.map((impact) => (
              <th scope="col" className="end" key={impact}>
                {impact}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grades.toReversed().map((likelihood) => (
            <tr key={likelihood}>
              <th scope="row">{likelihood}</th>
              {grades.map((impact) => {
                const level = levelOf(likelihood * impact);
                const risksHere = count(likelihood, impact);
                return (
                  <td
                    key={impact}
                    className="end"
                    style={{ background: tints[level] }}
                    title={say(levelNames[level])}
                  >
                    {risksHere > 0 ? <Link to={to(likelihood, impact)}>{risksHere}</Link> : '·'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
