/** What can be done to the wall without a pointer. */
export type Command =
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'scene'; readonly index: number };

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ['ArrowRight', { kind: 'step', by: 1 }],
  ['PageDown', { kind: 'step', by: 1 }],
  ['ArrowLeft', { kind: 'step', by: -1 }],
  ['PageUp', { kind: 'step', by: -1 }],
  [' ', { kind: 'toggle' }],
]);

/**
 * Arrows go from scene to scene, space stops and starts the playlist, digits name a scene.
 * @param busy the key falls into something that needs it: a button, a field
 */
export function commandOf(press: Press, busy: boolean): Command | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || busy) return undefined;
  const known = commands.get(press.key);
  if (known) return known;
  return /^[1-9]$/.test(press.key) ? { kind: 'scene', index: Number(press.key) - 1 } : undefined;
}

/** Of a touch that went so far, pixels: to the next scene, to the one before, or none. */
export function swiped({
  across,
  down,
}: {
  readonly across: number;
  readonly down: number;
}): 1 | -1 | undefined {
  if (Math.abs(across) < 80 || Math.abs(across) < 2 * Math.abs(down)) return undefined;
  return across < 0 ? 1 : -1;
}
