import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { call } from '#kernel/call';
import { operations, type SessionState, type SignedIn } from '#platform/base/identity/contract';

/** Who is here. `unknown`: the platform has not answered yet. `problem`: it could not say. */
export interface Here {
  readonly actor: SignedIn | null | 'unknown';
  /** For whom they act now; null for themselves. */
  readonly acting: NonNullable<SessionState['acting']> | null;
  /** The machine is a kiosk. */
  readonly kiosk: NonNullable<SessionState['kiosk']> | null;
  readonly problem: unknown;
  readonly enter: (state: SessionState) => void;
  readonly leave: () => Promise<void>;
  readonly again: () => void;
}

const nowhere: Here = {
  actor: 'unknown',
  acting: null,
  kiosk: null,
  problem: undefined,
  enter: () => undefined,
  leave: async () => undefined,
  again: () => undefined,
};
const HereContext = createContext<Here>(nowhere);

export const useHere = (): Here => useContext(HereContext);

/** What a citizen's own pages need. */
export const ownPermission = 'registers:self';

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [actor, setActor] = useState<Here['actor']>('unknown');
  const [acting, setActing] = useState<Here['acting']>(null);
  const [kiosk, setKiosk] = useState<Here['kiosk']>(null);
  const [problem, setProblem] = useState<unknown>(undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    call('identity', operations.session, {}).then((state) => {
      setActor(state.actor);
      setActing(state.acting ?? null);
      setKiosk(state.kiosk ?? null);
    }, setProblem);
  }, [attempt]);
  const here = useMemo(
    (): Here => ({
      actor,
      acting,
      kiosk,
      problem,
      enter: (state) => {
        setProblem(undefined);
        setActor(state.actor);
        setActing(state.acting ?? null);
      },
      leave: async () => {
        await call('identity', operations.signOut, {});
        setActor(null);
        setActing(null);
      },
      again: () => {
        setProblem(undefined);
        setAttempt((count) => count + 1);
      },
    }),
    [actor, acting, kiosk, problem],
  );
  return <HereContext value={here}>{children}</HereContext>;
}
