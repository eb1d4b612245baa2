import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../language/language.tsx';
import { useShortcuts } from '../shortcuts/shortcuts.tsx';
import { words } from '../words.ts';
import { SearchHits } from './search-hits.tsx';
import { useCombobox } from './use-combobox.ts';
import { useSearchHits } from './use-search-hits.ts';
import type { NavigationGroup } from './visible-pages.ts';

const texts = {
  hint: { zh: '搜人、企业、地方、任务：文字、拼音、首字母', en: 'People, companies, places, tasks' },
  found: { zh: '找到 {count} 项', en: '{count} found' },
};

/** One search for everything, `/` from anywhere: arrows walk through what is found, Enter opens. */
export function HeaderSearch({ groups }: { readonly groups: readonly NavigationGroup[] }) {
  const say = useSay();
  const navigate = useNavigate();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const { hits, busy } = useSearchHits(groups, typed);
  const go = (index: number) => {
    const hit = hits[index];
    if (!hit) return;
    box.close();
    setTyped('');
    input.current?.blur();
    void navigate(hit.path);
  };
  const box = useCombobox({ count: hits.length, onChoose: go, onLeave: () => input.current?.blur() });
  useShortcuts([{ key: '/', label: words.search, run: () => input.current?.focus() }]);
  const shown = box.open && typed.trim().length > 0;
  return (
    <div className="header-search" role="search" aria-label={say(words.search)}>
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label={say(texts.hint)}
        aria-expanded={shown}
        aria-controls={`${id}-hits`}
        aria-autocomplete="list"
        aria-activedescendant={box.at >= 0 ? `${id}-${box.at}` : undefined}
        placeholder={say(texts.hint)}
        value={typed}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          box.show();
        }}
        onFocus={box.show}
        onBlur={box.close}
        onKeyDown={box.onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <span role="status" className="visually-hidden">
        {shown && !busy && say(texts.found, { count: hits.length })}
      </span>
      {shown && <SearchHits id={id} hits={hits} busy={busy} at={box.at} onChoose={go} />}
    </div>
  );
}
