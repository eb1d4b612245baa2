import { useSyncExternalStore } from 'react';

/** How the reader wants the pages: type larger by a quarter, and the strongest contrast. */
export type Wish = 'elders' | 'contrast';
const wishes: readonly Wish[] = ['elders', 'contrast'];
const listeners = new Set<() => void>();
const placeOf = (wish: Wish): string => `yaojiang.${wish}`;

const isWished = (wish: Wish): boolean => localStorage.getItem(placeOf(wish)) === 'yes';

/** Puts the wishes on the page; called before the first paint. */
export function applyWishes(): void {
  for (const wish of wishes) document.documentElement.classList.toggle(wish, isWished(wish));
}

export function setWish(wish: Wish, on: boolean): void {
  if (on) localStorage.setItem(placeOf(wish), 'yes');
  else localStorage.removeItem(placeOf(wish));
  applyWishes();
  for (const listener of listeners) listener();
}

export const useWish = (wish: Wish): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isWished(wish),
  );
