import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { call } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { ProblemNote, type Session, SessionContext, Skeleton } from '#ui';
import { SignIn } from './sign-in.tsx';

const loadApp = () => import('./console-app.tsx');
const ConsoleApp = lazy(async () => ({ default: (await loadApp()).ConsoleApp }));

const sessionKey = ['identity', 'session'];

/** The door: the console for whoever is signed in, the sign-in page for everybody else. */
export function Entrance() {
  const client = useQueryClient();
  const asked = useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => call('identity', operations.session, {}, { signal }),
    staleTime: 60_000,
  });
  const session = useMemo(
    (): Session | undefined => (asked.data?.actor ? { ...asked.data, actor: asked.data.actor } : undefined),
    [asked.data],
  );
  const signedIn = (state: unknown) => {
    client.setQueryData(sessionKey, state);
    // Nothing that was read as somebody else, or in another post, is shown again.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey.join() !== sessionKey.join() });
  };
  if (asked.isPending) return <Skeleton lines={3} />;
  // Whoever is in stays in while the platform does not answer: nothing of what they typed is taken away.
  if (asked.data === undefined)
    return (
      <main className="sign-in">
        <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />
      </main>
    );
  if (!session) return <SignIn onSignedIn={signedIn} />;
  return (
    <SessionContext value={session}>
      <Suspense fallback={<Skeleton lines={6} />}>
        <ConsoleApp key={`${session.actor.id} ${session.actor.post}`} onSession={signedIn} />
      </Suspense>
    </SessionContext>
  );
}
