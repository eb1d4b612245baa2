import { Link } from 'react-router';
import { ProblemNote, useAct, useSay, useShortcuts } from '#ui';
import { operations, type TaskWithNotes } from '../contract.ts';
import { texts } from './words.ts';

/** The way to where it is done, and what needs no words. */
export function TaskActions({ task }: { readonly task: TaskWithNotes }) {
  const say = useSay();
  const claim = useAct('tasks', operations.claim);
  const release = useAct('tasks', operations.release);
  const resume = useAct('tasks', operations.resume);
  const read = useAct('tasks', operations.read);
  const params = { id: task.id };
  const may = new Set<string>(task.may);
  const acts = [
    { name: 'claim', key: 'c', act: claim, run: () => claim.mutate({ params }), shown: may.has('claim') },
    { name: 'release', act: release, run: () => release.mutate({ params }), shown: may.has('release') },
    {
      name: 'resume',
      act: resume,
      run: () => resume.mutate({ params, body: {} }),
      shown: may.has('resume'),
    },
    {
      name: 'markRead',
      act: read,
      run: () => read.mutate({ params }),
      shown: task.copied && task.copies.some(({ readAt }) => readAt === null),
    },
  ] as const;
  const shown = acts.filter((each) => each.shown);
  useShortcuts(
    shown.flatMap((each) =>
      'key' in each ? [{ key: each.key, label: texts[each.name], run: each.run }] : [],
    ),
  );
  return (
    <>
      {!task.copied && (
        <Link className="button primary" to={task.link}>
          {say(task.linkText ?? texts.goThere)}
        </Link>
      )}
      {shown.map(({ name, act, run }) => (
        <button key={name} type="button" className="button second" disabled={act.isPending} onClick={run}>
          {say(texts[name])}
        </button>
      ))}
      {acts.map(({ name, act }) => act.isError && <ProblemNote key={name} problem={act.error} />)}
    </>
  );
}
