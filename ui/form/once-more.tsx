import { useEffect, useId, useRef, useState } from 'react';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';

const texts = {
  sure: { zh: '{word}？', en: '{word}?' },
  yes: { zh: '确定{word}', en: 'Yes: {word}' },
};

interface DialogProps {
  /** What the act is called, as on its button. */
  readonly word: string;
  /** What will happen, and what of it cannot be taken back. */
  readonly will: string;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

/**
 * Says what will happen and asks once more. The focus stands on the way out, so that a key that is still held down does
 * nothing; Escape is that way too; afterwards the focus is where it was.
 */
export function OnceMoreDialog({ word, will, onYes, onClose }: DialogProps) {
  const say = useSay();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    no.current?.focus();
  }, []);
  const left = useRef(false);
  // The event of a closed dialog comes a moment later: it must not close the one that was opened meanwhile.
  const leave = (): void => {
    if (left.current) return;
    left.current = true;
    dialog.current?.close();
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      className="once-more"
      aria-labelledby={`${id}-word`}
      aria-describedby={`${id}-will`}
      onCancel={leave}
      onClose={leave}
      // A key that is pressed here is for nobody behind it.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={`${id}-word`}>{say(texts.sure, { word })}</h2>
      <p id={`${id}-will`}>{will}</p>
      <div className="row">
        <button
          type="button"
          className="button danger"
          onClick={() => {
            leave();
            onYes();
          }}
        >
          {say(texts.yes, { word })}
        </button>
        <button ref={no} type="button" className="button" onClick={leave}>
          {say(words.cancel)}
        </button>
      </div>
    </dialog>
  );
}

interface OnceMoreProps extends Pick<DialogProps, 'word' | 'will' | 'onYes'> {
  readonly busy?: boolean;
  /** `button danger` when absent. */
  readonly className?: string;
}

/** The button of an act that cannot be taken back: pressed, it says what will happen and asks once more. */
export function OnceMore({ word, will, onYes, busy = false, className = 'button danger' }: OnceMoreProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-haspopup="dialog"
        disabled={busy}
        onClick={() => setAsking(true)}
      >
        {word}
      </button>
      {asking && <OnceMoreDialog word={word} will={will} onYes={onYes} onClose={() => setAsking(false)} />}
    </>
  );
}
