import { useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import { themes, wordsOf } from '../state/words.ts';

const texts = {
  label: { zh: '筛选目录', en: 'Filter the catalogue' },
  words: { zh: '名称、内容或信息项', en: 'Title, content or field' },
  provider: { zh: '提供单位', en: 'Provider' },
  theme: { zh: '主题', en: 'Theme' },
  all: { zh: '全部', en: 'All' },
  filter: { zh: '筛选', en: 'Filter' },
};

interface ChoiceProps {
  readonly name: string;
  readonly label: Text;
  readonly choices: ReadonlyMap<string, Text>;
  readonly value: string;
}

function Choice({ name, label, choices, value }: ChoiceProps) {
  const say = useSay();
  return (
    <div>
      <label htmlFor={`filter-${name}`}>{say(label)}</label>
      <select key={value} id={`filter-${name}`} name={name} className="select" defaultValue={value}>
        <option value="">{say(texts.all)}</option>
        {[...choices].map(([code, title]) => (
          <option key={code} value={code}>
            {say(title)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface FiltersProps {
  readonly all: readonly PublishedEntry[];
  readonly asked: URLSearchParams;
}

/** Which entries to show; they stand in the address, so that a choice can be kept and passed on. */
export function CatalogueFilters({ all, asked }: FiltersProps) {
  const say = useSay();
  const words = asked.get('q') ?? '';
  const providers = new Map(all.map(({ provider }) => [provider.code, provider.name]));
  const themesUsed = new Map(all.map(({ theme }) => [theme, wordsOf(themes, theme)]));
  return (
    <form className="filters" method="get" action="/catalogue" role="search" aria-label={say(texts.label)}>
      <div className="filter-words">
        <label htmlFor="filter-q">{say(texts.words)}</label>
        <input
          key={words}
          id="filter-q"
          name="q"
          type="search"
          className="input"
          defaultValue={words}
          maxLength={200}
        />
      </div>
      <Choice
        name="provider"
        label={texts.provider}
        choices={providers}
        value={asked.get('provider') ?? ''}
      />
      <Choice name="theme" label={texts.theme} choices={themesUsed} value={asked.get('theme') ?? ''} />
      <button type="submit" className="button primary">
        {say(texts.filter)}
      </button>
    </form>
  );
}
