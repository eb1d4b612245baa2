import { EmptyState } from '../feedback/empty-state.tsx';
import { useSay } from '../language/language.tsx';
import type { TableBodyProps } from './table-body.tsx';

const texts = {
  empty: { zh: '这里还没有内容', en: 'Nothing here yet' },
  emptyFiltered: { zh: '没有符合条件的内容', en: 'Nothing matches' },
  loosen: { zh: '放宽筛选，或清除全部条件。', en: 'Loosen the filters, or clear them all.' },
  clear: { zh: '清除全部条件', en: 'Clear all filters' },
};

/** No rows: because of the filters, which can be cleared, or because there are none, and what to do then. */
export function NothingHere<Row>({ list, empty }: TableBodyProps<Row>) {
  const say = useSay();
  const { q, filters } = list.state;
  if (!q && Object.keys(filters).length === 0)
    return (
      <EmptyState
        title={say(empty?.title ?? texts.empty)}
        hint={empty?.hint && say(empty.hint)}
        action={empty?.action}
      />
    );
  const cleared = Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]));
  return (
    <EmptyState
      title={say(texts.emptyFiltered)}
      hint={say(texts.loosen)}
      action={
        <button type="button" className="button" onClick={() => list.change({ q: '', filters: cleared })}>
          {say(texts.clear)}
        </button>
      }
    />
  );
}
