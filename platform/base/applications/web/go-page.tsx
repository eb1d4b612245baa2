import { useEffect } from 'react';
import { Link, useSearchParams } from 'react-router';
import { EmptyState, PageHead, ProblemNote, Skeleton, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

function Opening({ system, to }: { readonly system: string; readonly to: string | null }) {
  const say = useSay();
  const { mutate, isError, error } = useAct('applications', operations.open, {
    done: (opened) => location.replace(opened.to),
  });
  useEffect(() => {
    mutate({ params: { key: system }, body: to === null ? {} : { to } });
  }, [mutate, system, to]);
  if (isError) return <ProblemNote problem={error} />;
  return (
    <div role="status">
      <p>{say(words.opening)}</p>
      <Skeleton lines={2} />
    </div>
  );
}

/** On the way into a system: straight through, or the reason why not and who can help. */
export function GoPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const system = search.get('system');
  return (
    <div className="stack">
      <PageHead title={say(words.goTitle)} />
      {system ? (
        <Opening system={system} to={search.get('to')} />
      ) : (
        <EmptyState title={say(words.noSystem)} />
      )}
      <p>
        <Link to="/applications/menu">{say(words.back)}</Link>
      </p>
    </div>
  );
}
