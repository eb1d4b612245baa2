import { createElement } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import type { SessionState } from '#platform/base/identity/contract';
import { type Page, Skeleton } from '#ui';
import { Frame } from './frame.tsx';
import { Home } from './home.tsx';
import { NotFound } from './not-found.tsx';
import { PageFailed } from './page-failed.tsx';
import { Permitted } from './permitted.tsx';

/** A page's route: its code comes when it is first opened, and only to those who may see it. */
const routeOf = (page: Page): RouteObject => ({
  path: page.path,
  ErrorBoundary: PageFailed,
  lazy: async () => {
    const { default: Content } = await page.load();
    return { Component: () => <Permitted page={page}>{createElement(Content)}</Permitted> };
  },
});

/** Addresses below `/console`. */
export const consoleRouter = (pages: readonly Page[], onSession: (state: SessionState | undefined) => void) =>
  createBrowserRouter(
    [
      {
        element: <Frame pages={pages} onSession={onSession} />,
        ErrorBoundary: PageFailed,
        // The frame stands while the first page's code is on its way.
        hydrateFallbackElement: (
          <Frame pages={pages} onSession={onSession}>
            <Skeleton lines={10} />
          </Frame>
        ),
        children: [
          { index: true, element: <Home pages={pages} /> },
          ...pages.map(routeOf),
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
    { basename: '/console' },
  );
