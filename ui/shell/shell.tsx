import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useSay } from '../language/language.tsx';
import { JobDrawer } from '../job/job-drawer.tsx';
import type { Page } from '../page.ts';
import { useMay } from '../session/session.tsx';
import { words } from '../words.ts';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import { HeaderSearch } from './header-search.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Navigation } from './navigation.tsx';
import { type NavigationGroup, visiblePages } from './visible-pages.ts';

interface ShellProps {
  readonly pages: readonly Page[];
  /** What waits for the reader: the tasks' badge, say. */
  readonly waiting?: ReactNode;
  readonly onSwitchPost: (post: string) => void;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

const texts = {
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  home: { zh: '首页', en: 'home' },
  menu: { zh: '菜单', en: 'Menu' },
};

/** The frame around every page: name, search, what waits, who one is; the pages on the left; the jobs in the corner. */
export function Shell({ pages, waiting, onSwitchPost, onSignOut, children }: ShellProps) {
  const say = useSay();
  const may = useMay();
  const groups = visiblePages(pages, may);
  const main = useMainFocus();
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={() => main.current?.focus()}>
        {say(texts.skip)}
      </a>
      <header className="shell-header">
        <PhoneMenu groups={groups} />
        <Link to="/" className="brand-link">
          <Brand />
          <span className="visually-hidden">{say(texts.home)}</span>
        </Link>
        <HeaderSearch groups={groups} />
        <div className="shell-who">
          {waiting}
          <AccountMenu onSwitchPost={onSwitchPost} onSignOut={onSignOut} />
          <LanguageSwitch />
        </div>
      </header>
      <div className="shell-body">
        <div className="shell-navigation">
          <Navigation groups={groups} />
        </div>
        <main id="main" ref={main} className="shell-main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <JobDrawer />
    </div>
  );
}

/** A new page begins at its top, with the focus on it; a change of its filters does not move anything. */
function useMainFocus() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [pathname]);
  return main;
}

/** The navigation on a phone, over the page. */
function PhoneMenu({ groups }: { readonly groups: readonly NavigationGroup[] }) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        className="button plain icon phone-menu"
        aria-label={say(texts.menu)}
        aria-expanded={open}
        onClick={() => {
          dialog.current?.showModal();
          setOpen(true);
        }}
      >
        <span aria-hidden="true">☰</span>
      </button>
      <dialog ref={dialog} className="drawer" aria-label={say(texts.menu)} onClose={() => setOpen(false)}>
        <div className="row apart">
          <Brand />
          <button type="button" className="button plain icon" aria-label={say(words.close)} onClick={close}>
            ×
          </button>
        </div>
        {open && <Navigation groups={groups} onGo={close} />}
      </dialog>
    </>
  );
}
