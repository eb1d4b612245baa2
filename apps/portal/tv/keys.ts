/** Where the viewer is: a section, a line of its list, and whether that line is open. */
export interface Place {
  readonly section: number;
  readonly line: number;
  readonly open: boolean;
}

/** What one press of the remote control means. */
export type Press = 'up' | 'down' | 'left' | 'right' | 'enter' | 'back';

const presses: Readonly<Record<string, Press>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Enter: 'enter',
  Escape: 'back',
  Backspace: 'back',
  GoBack: 'back',
  BrowserBack: 'back',
};

/** Names of keys as UI Events (KeyboardEvent key values) has them, those of remote controls among them. */
export const pressOf = (key: string): Press | undefined => presses[key];

const within = (at: number, many: number): number => Math.max(0, Math.min(at, many - 1));

/**
 * The place after a press. In a list up and down choose, left and right change the section, Enter opens; in an article
 * Back closes it, and the arrows scroll, which is no matter of the place.
 * @param sizes how many lines each section has
 */
export function placeAfter(place: Place, press: Press, sizes: readonly number[]): Place {
  const { section, line, open } = place;
  const lines = sizes[section] ?? 0;
  if (open) return press === 'back' ? { ...place, open: false } : place;
  if (press === 'up') return { ...place, line: within(line - 1, lines) };
  if (press === 'down') return { ...place, line: within(line + 1, lines) };
  if (press === 'enter') return { ...place, open: lines > 0 };
  if (press === 'back') return { section: 0, line: 0, open: false };
  const next = within(section + (press === 'left' ? -1 : 1), sizes.length);
  return next === section ? place : { section: next, line: 0, open: false };
}
