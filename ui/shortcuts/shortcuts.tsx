import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Text } from '#kernel/texts';
import { type Ground, pressed } from './pressed.ts';
import { ShortcutsHelp } from './shortcuts-help.tsx';

export interface Shortcut {
  readonly key: string;
  readonly label: Text;
  readonly run: () => void;
}
type Held = { readonly current: readonly Shortcut[] };

const place = 'yaojiang.letters';
const Registry = createContext<Set<Held> | null>(null);
const Help = createContext<{ readonly show: () => void }>({ show: () => undefined });

const listed = (registry: ReadonlySet<Held>) => [...registry].toReversed().flatMap((held) => held.current);

function groundOf(target: EventTarget | null): Ground {
  if (document.querySelector('dialog[open]')) return 'dialog';
  const writing =
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]');
  return writing ? 'writing' : 'page';
}

/** Listens for the shortcuts of whatever is on the page, the newest first, and tells them at `?`. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(() => new Set<Held>());
  const [shown, setShown] = useState<readonly Shortcut[]>();
  const [letters, setLetters] = useState(() => localStorage.getItem(place) !== 'off');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = pressed(event, groundOf(event.target), letters);
      if (name === undefined || event.defaultPrevented) return;
      const all = listed(registry);
      if (name === '?') return setShown(all);
      const shortcut = all.find((each) => each.key === name);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [letters, registry]);

  const keepLetters = (on: boolean) => {
    localStorage.setItem(place, on ? 'on' : 'off');
    setLetters(on);
  };
  const help = useMemo(() => ({ show: () => setShown(listed(registry)) }), [registry]);
  return (
    <Registry value={registry}>
      <Help value={help}>{children}</Help>
      {shown && (
        <ShortcutsHelp
          shortcuts={shown}
          letters={letters}
          onLetters={keepLetters}
          onClose={() => setShown(undefined)}
        />
      )}
    </Registry>
  );
}

export const useShortcutsHelp = () => useContext(Help);

/** Holds shortcuts while the caller is on the page. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useContext(Registry);
  const held = useRef(shortcuts);
  useEffect(() => {
    held.current = shortcuts;
  });
  useEffect(() => {
    registry?.add(held);
    return () => void registry?.delete(held);
  }, [registry]);
}
