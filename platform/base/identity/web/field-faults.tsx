import { CallProblem } from '#kernel/call';
import { useSay } from '#ui';

/** What is wrong with a field, each fault in words. */
export function FieldFaults({ problem }: { readonly problem: unknown }) {
  const say = useSay();
  const faults = problem instanceof CallProblem ? (problem.body.errors ?? []) : [];
  return (
    <>
      {faults.map(({ detail }) => (
        <span key={detail.en} className="wrong">
          {say(detail)}
        </span>
      ))}
    </>
  );
}
