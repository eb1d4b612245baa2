import { ProblemNote, useSay } from '#ui';
import { CallProblem } from '#kernel/call';

const texts = {
  raise: { zh: '提升实名等级', en: 'Raise your level' },
};

/** Whether an answer was refused because the city is not sure enough who asks. */
export const needsLevel = (problem: unknown): boolean =>
  problem instanceof CallProblem && problem.body.code === 'identity.real-name-needed';

/** What is missing, and the way to it. */
export function StepUp({ problem }: { readonly problem: unknown }) {
  const say = useSay();
  return (
    <div className="invitation">
      <ProblemNote problem={problem} />
      <p>
        <a className="button primary" href="/my/level">
          {say(texts.raise)}
        </a>
      </p>
    </div>
  );
}
