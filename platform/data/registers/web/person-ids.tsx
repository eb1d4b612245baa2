import { Link } from 'react-router';
import { ProblemNote, Skeleton, Tag, Timeline, useCall, useMay, useSay, type AnyRow, type Say } from '#ui';
import { decisionStates, operations, type Ids } from '../contract.ts';
import { texts } from './regroup-texts.ts';

const personPath = (id: string): string => `/registers/persons/${id}`;

/** Of an id that leads to another person: where. */
export function Led({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  if (row['provisional'] === true) return <p className="notice">{say(texts.provisional)}</p>;
  const into = row['mergedInto'];
  if (typeof into !== 'string') return null;
  return (
    <p className="notice">
      {say(texts.leads)} <Link to={personPath(into)}>{into}</Link>
    </p>
  );
}

const titleOf = ({ kind, person, other }: Ids['decisions'][number], say: Say): string =>
  say(kind === 'merge' ? texts.merged : texts.parted, { person, other: other ?? '' });

function Happened({ decisions }: Pick<Ids, 'decisions'>) {
  const say = useSay();
  return (
    <Timeline
      label={say(texts.ids)}
      items={decisions.map((each) => ({
        key: each.id,
        at: each.decidedAt ?? each.proposedAt,
        title: (
          <>
            <Link to={`/registers/person-decisions/${each.id}`}>{titleOf(each, say)}</Link>{' '}
            <Tag>{say(decisionStates[each.state])}</Tag>
          </>
        ),
        by: [
          say(texts.proposedBy, { by: each.proposedBy }),
          ...(each.decidedBy ? [say(texts.decidedBy, { by: each.decidedBy })] : []),
        ].join(' · '),
        body: each.decidedWhy ? `${each.reason} · ${each.decidedWhy}` : each.reason,
      }))}
    />
  );
}

/** The ids of a person, and what was decided of them. */
export function PersonIds({ id }: { readonly id: string }) {
  const say = useSay();
  const may = useMay();
  const ids = useCall('registers', operations.personIds, { params: { key: id } });
  if (ids.isPending) return <Skeleton lines={2} />;
  if (ids.isError) return <ProblemNote problem={ids.error} />;
  const { now, others, decisions } = ids.data;
  return (
    <div className="stack tight">
      {others.length > 0 ? (
        <p>
          {say(texts.others)}:{' '}
          {others.map((each) => (
            <Link key={each} className="mono" to={personPath(each)}>
              {each}{' '}
            </Link>
          ))}
        </p>
      ) : (
        <p>{say(texts.onlyOne)}</p>
      )}
      {decisions.length > 0 && <Happened decisions={decisions} />}
      {may('registers:regroup') && (
        <div>
          <Link className="button second" to={`/registers/regroup/${now}`}>
            {say(texts.open)}
          </Link>
        </div>
      )}
    </div>
  );
}
