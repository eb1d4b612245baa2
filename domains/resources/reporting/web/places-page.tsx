import { Link, useParams } from 'react-router';
import {
  EmptyState,
  HeadRow,
  PageHead,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  useCall,
  useSay,
} from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** How far one return and period is in each village and community. */
export function PlacesPage() {
  const say = useSay();
  const { code = '', period = '' } = useParams();
  const asked = useCall('reporting', operations.places, { params: { code, period } });
  const lines = asked.data?.items ?? [];
  return (
    <div className="stack">
      <PageHead
        title={say(texts.places)}
        lead={say(texts.placesLead, { title: asked.data ? say(asked.data.title) : code, period })}
      />
      <p>
        <Link to="/reporting/progress">{say(texts.progress)}</Link>
      </p>
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && lines.length === 0 && (
        <EmptyState title={say(texts.nothing)} hint={say(texts.nothingHint)} />
      )}
      {lines.length > 0 && (
        <ScrollRegion label={say(texts.places)}>
          <table className="data-table" aria-label={say(texts.places)}>
            <HeadRow names={['place', 'owed', 'handedIn', 'overdue']} texts={texts} />
            <tbody>
              {lines.map(({ division, name, owed, handedIn, overdue, simulated }) => (
                <tr key={division}>
                  <th scope="row">
                    {say(name)} {simulated && <SimulatedTag />}
                  </th>
                  <td className="number">{owed}</td>
                  <td className="number">{handedIn}</td>
                  <td className="number">{overdue}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}
