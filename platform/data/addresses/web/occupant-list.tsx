import { Link } from 'react-router';
import { EmptyState, ProblemNote, recordPath, SimulatedTag, Skeleton, useCall, useSay } from '#ui';
import { operations, type Occupants } from '../contract.ts';
import { Address } from '../records.ts';
import { words } from './words.ts';

type Group = Occupants['groups'][number];

function GroupOf({ group, code }: { readonly group: Group; readonly code: string }) {
  const say = useSay();
  return (
    <div className="stack tight">
      <strong>{say(group.title)}</strong>
      <ul>
        {group.items.map(({ key, name, path, address, simulated }) => (
          <li key={key}>
            <Link to={path}>{name}</Link>
            {address !== code && (
              <>
                {' · '}
                <Link className="mono small" to={recordPath(Address, address)}>
                  {address}
                </Link>
              </>
            )}{' '}
            {simulated && <SimulatedTag />}
          </li>
        ))}
      </ul>
      {group.more && <p className="hint">{say(words.more)}</p>}
    </div>
  );
}

/** Who is registered at an address and in the homes of its house; names of persons are masked. */
export function OccupantList({ code }: { readonly code: string }) {
  const say = useSay();
  const found = useCall('addresses', operations.occupants, { params: { key: code } });
  if (found.isPending) return <Skeleton lines={3} />;
  if (found.isError) return <ProblemNote problem={found.error} />;
  const { groups, merged } = found.data;
  const filled = groups.filter(({ items }) => items.length > 0);
  return (
    <div className="stack">
      {filled.length === 0 && <EmptyState title={say(words.nobody)} hint={say(words.nobodyHint)} />}
      {filled.map((group) => (
        <GroupOf key={group.kind} group={group} code={code} />
      ))}
      {merged.length > 0 && (
        <p>
          {say(words.merged)}: <span className="mono">{merged.join(', ')}</span>
        </p>
      )}
    </div>
  );
}
