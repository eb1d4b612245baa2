import { useLanguage, useSay } from '../language/language.tsx';
import { capped, number } from '../language/formats.ts';
import { limits, type ListState, rangeOf } from './list-state.ts';
import type { ListPage } from './list-types.ts';

const texts = {
  label: { zh: '翻页', en: 'Pages' },
  range: { zh: '第 {first}–{last} 条', en: '{first}–{last}' },
  of: { zh: '，共 {total} 条', en: ' of {total}' },
  back: { zh: '上一页', en: 'Previous' },
  forward: { zh: '下一页', en: 'Next' },
  limit: { zh: '每页条数', en: 'Rows a page' },
};

interface PagerProps {
  readonly state: ListState;
  readonly page: ListPage<unknown>;
  readonly onBack: () => void;
  readonly onForward: () => void;
  readonly onLimit: (limit: number) => void;
}

/** Forward and back by cursor: no page is skipped or shown twice while rows come and go. */
export function Pager({ state, page, onBack, onForward, onLimit }: PagerProps) {
  const say = useSay();
  const { language } = useLanguage();
  const { first, last } = rangeOf(state, page.items.length);
  return (
    <nav className="pager" aria-label={say(texts.label)}>
      <span className="quiet">
        {say(texts.range, { first: number(first, language), last: number(last, language) })}
        {page.total && say(texts.of, { total: capped(page.total, language) })}
      </span>
      <label className="row quiet">
        {say(texts.limit)}
        <select
          className="select"
          value={state.limit}
          onChange={(event) => onLimit(Number(event.target.value))}
        >
          {limits.map((limit) => (
            <option key={limit}>{limit}</option>
          ))}
        </select>
      </label>
      <span className="row">
        <button type="button" className="button" disabled={!state.after} onClick={onBack}>
          {say(texts.back)}
        </button>
        <button type="button" className="button" disabled={!page.next} onClick={onForward}>
          {say(texts.forward)}
        </button>
      </span>
    </nav>
  );
}
