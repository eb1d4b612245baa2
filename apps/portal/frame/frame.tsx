import { lazy, Suspense } from 'react';
import { Skeleton, useSay } from '#ui';
import { pages } from '../pages.ts';
import { NotFoundPage } from '../pages/not-found.tsx';
import { matchPath, useAddress } from '../state/router.ts';
import { Acting } from './acting.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { KioskWatch } from './kiosk-watch.tsx';
import { Offline } from './offline.tsx';
import { PageBoundary } from './page-boundary.tsx';

const texts = { skip: { zh: '跳到正文', en: 'Skip to the content' } };

/** The television has a screen of its own, and only a television loads it. */
const TvPage = lazy(async () => ({ default: (await import('../tv/tv.tsx')).TvPage }));

function Page({ path }: { readonly path: string }) {
  for (const { path: pattern, page: Found } of pages) {
    const values = matchPath(pattern, path);
    if (values) return <Found values={values} />;
  }
  return <NotFoundPage />;
}

/** The header, the page of the address, the footer. */
export function Frame() {
  const say = useSay();
  const { pathname } = useAddress();
  if (pathname === '/tv')
    return (
      <PageBoundary>
        <Suspense fallback={<Skeleton lines={6} />}>
          <TvPage />
        </Suspense>
      </PageBoundary>
    );
  return (
    <>
      <a className="skip" href="#content">
        {say(texts.skip)}
      </a>
      <Header />
      <Acting />
      <KioskWatch />
      <Offline />
      <main id="content" tabIndex={-1}>
        <PageBoundary key={pathname}>
          <Page path={pathname} />
        </PageBoundary>
      </main>
      <Footer />
    </>
  );
}
