import { ScrollRegion, useSay } from '#ui';
import { weightingNames, type WeightReport } from '../contract.ts';
import { Heads, useShown } from './shown.tsx';
import { words } from './words.ts';

const heads = [words.criterion, words.method, words.weights, words.ratio, words.ratioReason];

/** Where the weights of each level came from. */
export function WeightsView({ weights }: { readonly weights: readonly WeightReport[] }) {
  const say = useSay();
  const shown = useShown();
  return (
    <ScrollRegion label={say(words.weights)}>
      <table className="data-table" aria-label={say(words.weights)}>
        <Heads heads={heads} />
        <tbody>
          {weights.map((report) => (
            <tr key={report.level}>
              <th scope="row">{report.level === '' ? say(words.groupsLevel) : say(report.title)}</th>
              <td>{say(weightingNames[report.method])}</td>
              <td>
                {report.weights.map(({ title, weight }) => `${say(title)} ${shown.share(weight)}`).join('；')}
              </td>
              <td>{shown.points(report.consistencyRatio)}</td>
              <td>{report.reason ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
