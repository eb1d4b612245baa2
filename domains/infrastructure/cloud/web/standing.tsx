import { Lamp, ProblemNote, Skeleton, Time, useCall, useSay } from '#ui';
import { operations, type State } from '../contract.ts';
import { words } from './words.ts';

function When({
  at,
  title,
}: {
  readonly at: string | undefined;
  readonly title: { zh: string; en: string };
}) {
  const say = useSay();
  return (
    <Lamp colour={at === undefined ? 'red' : 'green'}>
      {say(title)} {at === undefined ? say(words.never) : <Time at={at} as="near" />}
    </Lamp>
  );
}

function Cautions({ state }: { readonly state: State }) {
  const say = useSay();
  return (
    <>
      {state.sameDisk && <Lamp colour="amber">{say(words.sameDisk)}</Lamp>}
      {state.recoveryKey !== null && (
        <Lamp colour="amber">
          {say(words.recoveryKey)} <code>{state.recoveryKey}</code>
        </Lamp>
      )}
    </>
  );
}

/** Whether the city could be brought back today, and what stands against it. */
export function Standing() {
  const say = useSay();
  const found = useCall('cloud', operations.state, {});
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton lines={2} />;
  return (
    <div className="stack tight">
      <div className="row">
        <When at={found.data.lastBackup?.point} title={words.lastBackup} />
        <When at={found.data.lastDrill?.finishedAt} title={words.lastDrill} />
        <span>
          {say(words.folder)} <code>{found.data.folder}</code>
        </span>
      </div>
      <Cautions state={found.data} />
    </div>
  );
}
