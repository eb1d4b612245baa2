import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import type { Hit } from './use-search-hits.ts';

interface HitsProps {
  readonly id: string;
  readonly hits: readonly Hit[];
  readonly busy: boolean;
  readonly at: number;
  readonly onChoose: (index: number) => void;
}

const nothing = {
  zh: '没有找到；换一个词，或从左侧打开列表再筛选。',
  en: 'Nothing found. Try another word, or open a list and filter.',
};

/** What the header's search found. */
export function SearchHits({ id, hits, busy, at, onChoose }: HitsProps) {
  const say = useSay();
  return (
    <div id={`${id}-hits`} role="listbox" aria-label={say(words.search)} className="search-hits">
      {hits.map((hit, index) => (
        <div
          key={hit.path}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={index === at ? 'hit chosen' : 'hit'}
          // Before the field loses the focus, which would take the list away.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(index);
          }}
        >
          <span>{say(hit.label)}</span>
          <span className="quiet small">
            {say(hit.kind)}
            {hit.detail && hit.detail !== say(hit.label) && <span className="mono"> {hit.detail}</span>}
          </span>
        </div>
      ))}
      {hits.length === 0 && (
        <div role="option" tabIndex={-1} aria-selected="false" aria-disabled="true" className="quiet">
          {say(busy ? words.loading : nothing)}
        </div>
      )}
    </div>
  );
}
