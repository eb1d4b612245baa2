import { Link } from 'react-router';
import { CallProblem } from '#kernel/call';
import type { Result } from '#kernel/operation';
import { HeadRow, ScrollRegion, useSay } from '#ui';
import type { operations } from '../contract.ts';
import { agreementStateNames, stateNames, type AgreementState, type State } from '../records.ts';
import { words } from './words.ts';

export type Mine = Result<typeof operations.mine>['items'][number];

/** To the form in which an agreement is asked for anew: for a longer time, or with other items. */
export const askAnew = (dataset: string, renews: string, as: 'renewal' | 'amendment'): string =>
  `/exchange/ask?${new URLSearchParams({ dataset, renews, as })}`;

const isCurrent = ({ kind, state }: Mine): boolean => kind === 'request' || state === 'in-force';
const stateName = ({ kind, state }: Mine) =>
  kind === 'request' ? stateNames[state as State] : agreementStateNames[state as AgreementState];

/** What one's department has of this dataset, or waits for: before anything is asked for twice. */
export function AlreadyThere({
  dataset,
  mine,
}: {
  readonly dataset: string;
  readonly mine: readonly Mine[];
}) {
  const say = useSay();
  const current = mine.filter(isCurrent);
  if (current.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>{say(words.already)}</h2>
      <p className="hint">{say(words.alreadyHint)}</p>
      <ScrollRegion label={say(words.already)}>
        <table className="data-table" aria-label={say(words.already)}>
          <HeadRow names={['number', 'state', 'purpose', 'system', 'until', 'acts']} texts={words} />
          <tbody>
            {current.map((each) => (
              <tr key={each.key}>
                <th scope="row">
                  <Link to={`/exchange/${each.kind}s/${each.key}`}>{each.key}</Link>
                </th>
                <td>{say(stateName(each))}</td>
                <td>{each.purpose}</td>
                <td>{each.system ?? say(words.anySystem)}</td>
                <td>{each.periodUntil}</td>
                <td className="row">
                  {each.kind === 'agreement' &&
                    (['renewal', 'amendment'] as const).map((as) => (
                      <Link
                        key={as}
                        to={askAnew(dataset, each.key, as)}
                        aria-label={`${say(words[as])} ${each.key}`}
                      >
                        {say(words[as])}
                      </Link>
                    ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

/** Leads to what stands in the way of a request, where the refusal names it. */
export function ExistingLink({ problem }: { readonly problem: unknown }) {
  const say = useSay();
  const extra = problem instanceof CallProblem ? problem.body.extra : undefined;
  const { existing, link } = extra ?? {};
  if (typeof existing !== 'string' || typeof link !== 'string') return null;
  return (
    <p>
      <Link to={link}>{say(words.openExisting, { existing })}</Link>
    </p>
  );
}
