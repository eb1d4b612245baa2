import { type ReactNode, useEffect, useRef } from 'react';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';

const texts = {
  opened: { zh: '所选内容', en: 'The chosen one' },
  back: { zh: '返回列表', en: 'Back to the list' },
};

/** The thing itself, beside its list on a desk, in its place on a phone. Takes the focus when it opens. */
export function SidePane({
  onClose,
  children,
}: {
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const pane = useRef<HTMLElement>(null);
  useEffect(() => pane.current?.focus({ preventScroll: matchMedia('(min-width: 1000px)').matches }), []);
  return (
    <aside ref={pane} className="side-pane" tabIndex={-1} aria-label={say(texts.opened)}>
      <div className="side-pane-bar no-print">
        <button type="button" className="link back" onClick={onClose}>
          ← {say(texts.back)}
        </button>
        <button
          type="button"
          className="button plain icon close"
          aria-label={say(words.close)}
          onClick={onClose}
        >
          ×
        </button>
      </div>
      {children}
    </aside>
  );
}
