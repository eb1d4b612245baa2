import { type KeyboardEvent, useState } from 'react';
import { step } from '../shortcuts/pressed.ts';

interface ComboboxOptions {
  readonly count: number;
  readonly onChoose: (index: number) => void;
  readonly onLeave: () => void;
}

/** A field with a list below it, walked with the arrows while the focus stays in the field (ARIA combobox). */
export function useCombobox({ count, onChoose, onLeave }: ComboboxOptions) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const close = () => {
    setOpen(false);
    setAt(-1);
  };
  const show = () => {
    setOpen(true);
    setAt(-1);
  };
  const moves: Readonly<Record<string, () => void>> = {
    Escape: () => (open ? close() : onLeave()),
    ArrowDown: () => setAt(step(at, 1, count)),
    ArrowUp: () => setAt(step(at, -1, count)),
    Enter: () => count > 0 && onChoose(Math.max(0, at)),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || event.nativeEvent.isComposing) return;
    event.preventDefault();
    move();
  };
  return { open, at, close, show, onKeyDown };
}
