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
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      ref={place}
      className={end ? 'menu end' : 'menu'}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        event.preventDefault();
        close();
      }}
    >
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
