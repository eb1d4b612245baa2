import { type ReactNode, useEffect, useRef, useState } from 'react';

interface MenuProps {
  readonly label: ReactNode;
  /** Spoken name when the label alone does not say enough. */
  readonly name?: string;
  readonly className?: string;
  readonly end?: boolean;
  readonly children: (close: () => void) => ReactNode;
  readonly onOpen?: () => void;
}

/** A button that shows a panel below it: closes at Escape, at a click elsewhere, and when the focus leaves. */
export function Menu({ label, name, className = 'button', end = false, children, onOpen }: MenuProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  useEffect(() => {
    if (!open) return undefined;
    const { current: opener } = button;
    const leave = closersOf(place.current, () => setOpen(false));
    return () => {
      leave();
      // What had the focus went away with the panel.
      if (document.activeElement === document.body) opener?.focus();
    };
  }, [open]);
  return (
    <div ref={place} className={end ? 'menu end' : 'menu'}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-expanded={open}
        aria-label={name}
        onClick={() => {
          if (!open) onOpen?.();
          setOpen(!open);
        }}
      >
        {label}
      </button>
      {open && <div className="panel">{children(close)}</div>}
    </div>
  );
}

/** Everything that closes a panel. */
function closersOf(place: HTMLElement | null, close: () => void): () => void {
  const away = (event: Event) => {
    if (!place?.contains(event.target as Node)) close();
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  document.addEventListener('pointerdown', away);
  document.addEventListener('focusin', away);
  document.addEventListener('keydown', escape, { capture: true });
  return () => {
    document.removeEventListener('pointerdown', away);
    document.removeEventListener('focusin', away);
    document.removeEventListener('keydown', escape, { capture: true });
  };
}
