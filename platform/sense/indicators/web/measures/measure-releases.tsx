import { Heads, ProblemNote, ScrollRegion, Skeleton, Time, number, useCall, useLanguage, useSay } from '#ui';
import { operations } from '../../contract.ts';
import { Cause } from './cause.tsx';
import { words } from './words.ts';

/** What was released of the whole city, and what revised it, the newest first. */
export function MeasureReleases({ code }: { readonly code: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const asked = useCall('indicators', operations.measureReleases, { params: { code }, query: {} });
  if (asked.isPending) return <Skeleton lines={4} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.data.items.length === 0) return <p className="quiet">{say(words.noReleases)}</p>;
  return (
    <ScrollRegion label={say(words.releases)}>
      <table className="data-table">
        <Heads heads={[words.period, words.vintage, words.value, words.releasedAt, words.cause]} />
        <tbody>
          {asked.data.items.slice(0, 60).map((each) => (
            <tr key={`${each.period}-${each.vintage}`}>
              <td>{each.period}</td>
              <td>{each.vintage}</td>
              <td>{each.value === null ? say(words.states.none) : number(each.value, language, 2)}</td>
              <td>
                <Time at={each.releasedAt} />
              </td>
              <td>
                <Cause cause={each.cause} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
