import { ProblemNote, useAct, useJobs, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

export function BackUpNow() {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const act = useAct('cloud', operations.backUp, { done: ({ job }) => watch(job) });
  if (!may('cloud:manage')) return null;
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={act.isPending}
        onClick={() => act.mutate({} as never)}
      >
        {say(words.backUpNow)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

/** @param backup the newest when absent */
export function DrillNow({ backup }: { readonly backup?: string }) {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const act = useAct('cloud', operations.drill, { done: ({ job }) => watch(job) });
  if (!may('cloud:manage')) return null;
  const body = backup === undefined ? {} : { backup };
  return (
    <>
      <button type="button" className="button" disabled={act.isPending} onClick={() => act.mutate({ body })}>
        {say(backup === undefined ? words.drillNow : words.drillThis)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}
