interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing?: boolean;
}

/** Where the key fell: in a field people write in, in an open dialog, or on the page. */
export type Ground = 'page' | 'writing' | 'dialog';

/**
 * The shortcut that a key press means, if any. Single letters count only outside of fields, so that they never
 * take a letter from somebody writing or composing Chinese; Escape counts everywhere but in a dialog.
 * @param letters whether the reader left single-letter shortcuts on (WCAG 2.1.4)
 */
export function pressed(press: KeyPress, ground: Ground, letters: boolean): string | undefined {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (ground === 'dialog') return undefined;
  if (press.key === 'Escape') return press.key;
  if (ground === 'writing' || !letters) return undefined;
  return press.key.length === 1 ? press.key : undefined;
}

/** Row that a step leads to; stays at the ends, and starts at the first when none has the focus. */
export function step(index: number, by: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (index < 0) return by > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, index + by));
}
