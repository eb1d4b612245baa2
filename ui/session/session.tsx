import { createContext, useContext } from 'react';
import type { Permission } from '#kernel/operation';
import type { SessionState } from '#platform/base/identity/contract';

/** Who is signed in, with the posts they may act in. */
export type Session = SessionState & { readonly actor: NonNullable<SessionState['actor']> };

export const SessionContext = createContext<Session | null>(null);

/** The session of the page's reader; pages are only shown to somebody who is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of a signed-in page');
  return session;
}

/** Whether the session holds a permission. The server decides again; this only spares people dead ends. */
export const holds = (session: Session, permission: Permission | undefined): boolean =>
  permission === undefined ||
  permission === 'public' ||
  session.actor.permissions.includes(permission) ||
  session.actor.permissions.includes('*');

/** `may(permission)` for the reader of the page. */
export function useMay(): (permission: Permission | undefined) => boolean {
  const session = useSession();
  return (permission) => holds(session, permission);
}
