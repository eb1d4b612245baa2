import { useSyncExternalStore } from 'react';

export type Light = 'day' | 'night' | 'system';
const place = 'yaojiang.light';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

/** What the reader chose; their system's choice until then. */
export function chosenLight(): Light {
  const stored = localStorage.getItem(place);
  return stored === 'day' || stored === 'night' ? stored : 'system';
}

const isNight = () => {
  const chosen = chosenLight();
  return chosen === 'system' ? dark.matches : chosen === 'night';
};

function apply() {
  document.documentElement.classList.toggle('night', isNight());
  for (const listener of listeners) listener();
}

export function chooseLight(light: Light): void {
  if (light === 'system') localStorage.removeItem(place);
  else localStorage.setItem(place, light);
  apply();
}

/** Puts the light on the page and follows the system from now on. Called once, before the first paint. */
export function followLight(): void {
  dark.addEventListener('change', apply);
  apply();
}

export const useNight = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isNight);
