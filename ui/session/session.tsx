import { createContext, useContext } from 'react';
import type { Permission } from '#kernel/operation';
import type { Language, Text } from '#kernel/texts';

/** Who is signed in, as every page knows them (`GET /api/identity/session`). */
export interface Session {
  readonly actor: {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly organisation?: string | null;
    readonly organisationName?: Text | string | null;
    readonly post?: Text | string | null;
    readonly division?: string | null;
    /** Names of the permissions held, in whatever scope; `*` holds all. */
    readonly permissions: readonly string[];
  };
  readonly language?: Language | null;
}

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
