import { ProblemNote, useAct, useJobs, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';

const words = { gather: { zh: '现在取证', en: 'Gather evidence now' } };

export function GatherNow() {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const act = useAct('security', operations.gather, { done: ({ job }) => watch(job) });
  if (!may('security:manage')) return null;
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={act.isPending}
        onClick={() => act.mutate({} as never)}
      >
        {say(words.gather)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}
