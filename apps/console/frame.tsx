import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Outlet, useNavigation } from 'react-router';
import { call } from '#kernel/call';
import { operations, type SessionState } from '#platform/base/identity/contract';
import type { Text } from '#kernel/texts';
import { JobsProvider, type Page, ProblemNote, Shell, ShortcutsProvider, useSay } from '#ui';
import { Messages } from './messages.tsx';
import { Waiting } from './waiting.tsx';

interface FrameProps {
  /** In place of the page, while its code is on its way. */
  readonly children?: ReactNode;
  readonly pages: readonly Page[];
  readonly onSession: (state: SessionState | undefined) => void;
}

const texts = {
  stillHere: { zh: '您还没有退出，请再试一次。', en: 'You are still signed in. Try again.' },
  samePost: { zh: '岗位没有换成，请再试一次。', en: 'You still act in the same post. Try again.' },
};

function NotDone({ said, problem }: { readonly said: Text; readonly problem: unknown }) {
  const say = useSay();
  return (
    <>
      <p className="notice wrong strong" role="alert">
        {say(said)}
      </p>
      <ProblemNote problem={problem} />
    </>
  );
}

/** The shell around every page, and what outlives a page: shortcuts, the jobs in the corner. */
export function Frame({ pages, onSession, children }: FrameProps) {
  const navigation = useNavigation();
  const leave = useMutation({
    mutationFn: () => call('identity', operations.signOut, {}),
    onSuccess: () => onSession({ actor: null, posts: [] }),
  });
  const switchPost = useMutation({
    mutationFn: (post: string) => call('identity', operations.switchPost, { body: { post } }),
    onSuccess: (state) => onSession(state),
  });
  return (
    <ShortcutsProvider>
      <JobsProvider>
        <Shell
          pages={pages}
          waiting={
            <>
              {pages.some(({ path }) => path === '/notifications/inbox') && <Messages />}
              {pages.some(({ path }) => path === '/tasks') && <Waiting />}
            </>
          }
          onSignOut={() => leave.mutate()}
          onSwitchPost={(post) => switchPost.mutate(post)}
        >
          {leave.isError && <NotDone said={texts.stillHere} problem={leave.error} />}
          {switchPost.isError && <NotDone said={texts.samePost} problem={switchPost.error} />}
          <div aria-busy={navigation.state === 'loading'}>{children ?? <Outlet />}</div>
        </Shell>
      </JobsProvider>
    </ShortcutsProvider>
  );
}
