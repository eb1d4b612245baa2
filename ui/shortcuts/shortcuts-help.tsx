import { useEffect, useRef } from 'react';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import type { Shortcut } from './shortcuts.tsx';

const texts = {
  title: { zh: '快捷键', en: 'Shortcuts' },
  letters: { zh: '使用单键快捷键', en: 'Use single-key shortcuts' },
  help: { zh: '显示快捷键', en: 'Show the shortcuts' },
};

interface HelpProps {
  readonly shortcuts: readonly Shortcut[];
  readonly letters: boolean;
  readonly onLetters: (on: boolean) => void;
  readonly onClose: () => void;
}

/** What the keys do here. Single letters can be turned off for those who speak to their machine. */
export function ShortcutsHelp({ shortcuts, letters, onLetters, onClose }: HelpProps) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const rows = new Map([
    ...shortcuts.map((each) => [each.key, say(each.label)] as const),
    ['?', say(texts.help)],
  ]);
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{say(texts.title)}</h2>
      <dl className="help-keys">
        {[...rows].map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key === 'Escape' ? 'Esc' : key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label className="row">
        <input type="checkbox" checked={letters} onChange={(event) => onLetters(event.target.checked)} />
        {say(texts.letters)}
      </label>
      <form method="dialog">
        <button className="button" type="submit">
          {say(words.close)}
        </button>
      </form>
    </dialog>
  );
}
