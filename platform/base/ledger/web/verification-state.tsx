import { Lamp, ProblemNote, Time, useAct, useCall, useJobs, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** When the log was last recomputed, what was found, and a way to do it again. */
export function VerificationState() {
  const say = useSay();
  const { watch } = useJobs();
  const state = useCall('ledger', operations.verification, {});
  const verify = useAct('ledger', operations.verify, { done: ({ job }) => watch(job) });
  const last = state.data?.last;
  return (
    <span className="row">
      {last === null && <span>{say(texts.neverVerified)}</span>}
      {last && (
        <>
          <Lamp colour={last.ok ? 'green' : 'red'}>{say(last.ok ? texts.intact : texts.notIntact)}</Lamp>
          <span>
            {say(texts.lastVerified)} <Time at={last.at} as="near" />
          </span>
          {last.faults[0] && <strong>{say(last.faults[0].detail)}</strong>}
        </>
      )}
      <button
        type="button"
        className="button small"
        disabled={verify.isPending}
        onClick={() => verify.mutate({} as never)}
      >
        {say(texts.verify)}
      </button>
      {verify.isError && <ProblemNote problem={verify.error} />}
    </span>
  );
}
