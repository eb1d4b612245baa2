import { Link } from 'react-router';
import {
  PlainTable,
  EmptyState,
  Lamp,
  type LampColour,
  number,
  PageHead,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Time,
  useCall,
  useLanguage,
  useSay,
} from '#ui';
import { operations, type SystemRecovery } from '../contract.ts';
import { words } from './estate-words.ts';

const colours: Readonly<Record<SystemRecovery['point'], LampColour>> = {
  met: 'green',
  missed: 'red',
  none: 'grey',
};

interface TargetProps {
  readonly verdict: SystemRecovery['point'];
  readonly hours: number | null;
  readonly last: string | null;
  readonly label: keyof typeof words;
  readonly minutes?: number | null;
}

function Target({ verdict, hours, last, label, minutes = null }: TargetProps) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <>
      <Lamp colour={colours[verdict]}>{say(words[verdict])}</Lamp>
      <div className="small quiet">
        {hours !== null && <div>{say(words.target, { hours: number(hours, language, 1) })}</div>}
        <div>
          {say(words[label])}
          {last === null ? say(words.never) : <Time at={last} as="near" />}
          {minutes !== null && say(words.took, { minutes: number(minutes, language, 1) })}
        </div>
      </div>
    </>
  );
}

const heads = [
  { name: 'system', label: words.system },
  { name: 'owner', label: words.owner },
  { name: 'kept', label: words.kept },
  { name: 'rpo', label: words.rpo },
  { name: 'rto', label: words.rto },
];

function Systems({ items }: { readonly items: readonly SystemRecovery[] }) {
  const say = useSay();
  const rows = items.map((each) => ({
    key: each.code,
    cells: {
      system: (
        <>
          <Link to={`/cloud/systems/${each.code}`}>{each.name}</Link> {each.simulated && <SimulatedTag />}
        </>
      ),
      owner: each.ownerName ? say(each.ownerName) : each.owner,
      kept: say(words[each.kept]),
      rpo: <Target verdict={each.point} hours={each.rpoHours} last={each.lastBackup} label="lastBackup" />,
      rto: (
        <Target
          verdict={each.time}
          hours={each.rtoHours}
          last={each.lastDrill}
          label="lastDrill"
          minutes={each.restoreMinutes}
        />
      ),
    },
  }));
  return <PlainTable label={words.recovery} heads={heads} rows={rows} />;
}

/** Whether each system could be brought back in time, by what was really done. */
export function RecoveryPage() {
  const say = useSay();
  const found = useCall('cloud', operations.recovery, {});
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={6} />;
  const { items, drillWithinDays } = found.data;
  return (
    <div className="stack">
      <PageHead title={say(words.recovery)} lead={say(words.recoveryLead, { days: drillWithinDays })} />
      {items.length === 0 ? (
        <EmptyState title={say(words.noSystems)} hint={say(words.noSystemsHint)} />
      ) : (
        <Systems items={items} />
      )}
    </div>
  );
}
