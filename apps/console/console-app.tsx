import { useMemo } from 'react';
import { RouterProvider } from 'react-router/dom';
import type { SessionState } from '#platform/base/identity/contract';
import { KnownPages, KnownRecords } from '#ui';
import { pages } from './pages.ts';
import { consoleRouter } from './routes.tsx';

/** The console of somebody who is signed in. */
export function ConsoleApp({ onSession }: { readonly onSession: (state: SessionState | undefined) => void }) {
  const router = useMemo(() => consoleRouter(pages, onSession), [onSession]);
  return (
    <KnownRecords pages={pages}>
      <KnownPages pages={pages}>
        <RouterProvider router={router} />
      </KnownPages>
    </KnownRecords>
  );
}
