import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../language/language.tsx';
import { step } from '../shortcuts/pressed.ts';
import { useShortcuts } from '../shortcuts/shortcuts.tsx';
import { words } from '../words.ts';
import { type Hit, useSearchHits } from './use-search-hits.ts';
import type { NavigationGroup } from './visible-pages.ts';

const texts = {
  hint: { zh: '搜索人、企业、地址、事项', en: 'People, companies, addresses, matters' },
  found: { zh: '找到 {count} 项', en: '{count} found' },
  nothing: { zh: '没有找到；换一个词，或从左侧打开列表再筛选。', en: 'Nothing found. Try another word, or open a list and filter.' },
};

/** One search for everything, `/` from anywhere. A combobox: arrows walk through what is found, Enter opens. */
export function HeaderSearch({ groups }: { readonly groups: readonly NavigationGroup[] }) {
  const say = useSay();
  const navigate = useNavigate();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const { hits, busy } = useSearchHits(groups, open ? typed : '');
  useShortcuts([{ key: '/', label: words.search, run: () => input.current?.focus() }]);
  const leave = () => {
    setOpen(false);
    setAt(-1);
  };
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    leave();
    setTyped('');
    input.current?.blur();
    void navigate(hit.path);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      return open ? leave() : input.current?.blur();
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) return go(hits[Math.max(0, at)]);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return undefined;
    event.preventDefault();
    return setAt(step(at, event.key === 'ArrowDown' ? 1 : -1, hits.length));
  };
  const shown = open && typed.trim().length > 0;
  return (
    <div className="header-search" role="search">
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label={say(texts.hint)}
        aria-expanded={shown}
        aria-controls={`${id}-hits`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        placeholder={say(texts.hint)}
        value={typed}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={leave}
        onKeyDown={onKey}
      />
      <kbd aria-hidden="true">/</kbd>
      <span role="status" className="visually-hidden">
        {shown && !busy && say(texts.found, { count: hits.length })}
      </span>
      {shown && (
        <ul id={`${id}-hits`} role="listbox" aria-label={say(words.search)} className="plain search-hits">
          {hits.map((hit, index) => (
            <HitLine key={hit.path} id={`${id}-${index}`} hit={hit} chosen={index === at} onChoose={() => go(hit)} />
          ))}
          {hits.length === 0 && (
            <li role="option" aria-selected="false" aria-disabled="true" className="quiet">
              {say(busy ? words.loading : texts.nothing)}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly hit: Hit;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function HitLine({ id, hit, chosen, onChoose }: LineProps) {
  const say = useSay();
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      className={chosen ? 'hit chosen' : 'hit'}
      // Before the field loses the focus, which would take the list away.
      onPointerDown={(event) => {
        event.preventDefault();
        onChoose();
      }}
    >
      <span>{typeof hit.label === 'string' ? hit.label : say(hit.label)}</span>
      <span className="quiet small">
        {say(hit.kind)} {hit.detail && hit.detail !== hit.label && <span className="mono">{hit.detail}</span>}
      </span>
    </li>
  );
}
