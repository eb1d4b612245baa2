import { useEffect } from 'react';
import { type Command, commandOf, swiped } from './commands.ts';

const needsKeys = 'input, select, textarea, [contenteditable]';
const needsSpace = 'a, button, summary';

const isBusy = ({ key, target }: KeyboardEvent): boolean =>
  target instanceof Element &&
  target.closest(key === ' ' ? `${needsKeys}, ${needsSpace}` : needsKeys) !== null;

/** Keys and swipes, while the page is open. @param act must not change between renders for nothing */
export function useCommands(act: (command: Command) => void): void {
  useEffect(() => {
    let began: { readonly x: number; readonly y: number } | undefined;
    const key = (event: KeyboardEvent) => {
      const command = commandOf(event, isBusy(event));
      if (!command) return;
      event.preventDefault();
      act(command);
    };
    const down = ({ pointerType, clientX, clientY, isPrimary }: PointerEvent) => {
      began = pointerType === 'touch' && isPrimary ? { x: clientX, y: clientY } : undefined;
    };
    const up = ({ clientX, clientY }: PointerEvent) => {
      const by = began && swiped({ across: clientX - began.x, down: clientY - began.y });
      began = undefined;
      if (by) act({ kind: 'step', by });
    };
    addEventListener('keydown', key);
    addEventListener('pointerdown', down);
    addEventListener('pointerup', up);
    return () => {
      removeEventListener('keydown', key);
      removeEventListener('pointerdown', down);
      removeEventListener('pointerup', up);
    };
  }, [act]);
}
