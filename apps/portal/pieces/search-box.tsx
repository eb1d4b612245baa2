import { useSay } from '#ui';

const texts = {
  label: { zh: '搜索：数据、目标或页面', en: 'Search for data, targets or pages' },
  hint: { zh: '例如：谁看过我的信息', en: 'For example: who looked at my data' },
  search: { zh: '查找', en: 'Search' },
};

/** The question box; an ordinary form that leads to the page of results. */
export function SearchBox({ question = '' }: { readonly question?: string }) {
  const say = useSay();
  return (
    <form className="search-box" method="get" action="/search" role="search">
      <label className="visually-hidden" htmlFor="question">
        {say(texts.label)}
      </label>
      <input
        key={question}
        id="question"
        name="q"
        type="search"
        defaultValue={question}
        placeholder={say(texts.hint)}
        maxLength={200}
        autoComplete="off"
        enterKeyHint="search"
      />
      <button type="submit">{say(texts.search)}</button>
    </form>
  );
}
