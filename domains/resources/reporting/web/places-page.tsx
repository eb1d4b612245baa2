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
import { operations, type PlaceLine } from '../contract.ts';
import { texts } from './words.ts';

function Places({ lines }: { readonly lines: readonly PlaceLine[] }) {
  const say = useSay();
  if (lines.length === 0) return <EmptyState title={say(texts.nothing)} hint={say(texts.nothingHint)} />;
  return (
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
  );
}

/** How far one return and period is in each village and community. */
export function PlacesPage() {
  const say = useSay();
  const { code = '', period = '' } = useParams();
  const asked = useCall('reporting', operations.places, { params: { code, period } });
  const title = asked.data ? say(asked.data.title) : code;
  return (
    <div className="stack">
      <PageHead title={say(texts.places)} lead={say(texts.placesLead, { title, period })} />
      <p>
        <Link to="/reporting/progress">{say(texts.progress)}</Link>
      </p>
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <Places lines={asked.data.items} />}
    </div>
  );
}
