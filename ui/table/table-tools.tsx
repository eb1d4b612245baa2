import { type RefObject, useState } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import { ColumnChoice } from './column-choice.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { viewOf } from './list-state.ts';
import type { Column } from './list-types.ts';
import { SavedViews } from './saved-views.tsx';
import type { TablePageProps } from './table-page.tsx';
import type { useList } from './use-list.ts';

interface ToolsProps<Row> extends TablePageProps<Row> {
  readonly list: ReturnType<typeof useList<Row>>;
  readonly shown: readonly Column<Row>[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

const texts = {
  filters: { zh: '筛选', en: 'Filters' },
};

/** Above the rows: search and filters, then how to look at what they leave. */
export function TableTools<Row>({ id, list, shown, searchRef, ...props }: ToolsProps<Row>) {
  const say = useSay();
  const { state, change, search } = list;
  const [unfolded, setUnfolded] = useState(false);
  const active = Object.keys(state.filters).length;
  return (
    <div className="table-tools">
      {props.search && (
        <SearchBox
          key={state.q}
          hint={props.search}
          value={state.q}
          searchRef={searchRef}
          onSearch={(q) => change({ q })}
        />
      )}
      {props.filters && props.filters.length > 0 && (
        <button
          type="button"
          className="button unfold"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {say(texts.filters)} {active > 0 && `(${active})`}
        </button>
      )}
      <div className={unfolded ? 'filters unfolded' : 'filters'}>
        {props.filters?.map((filter) => (
          <FilterMenu
            key={filter.name}
            filter={filter}
            values={state.filters}
            onChange={(filters) => change({ filters })}
          />
        ))}
      </div>
      <div className="row looks">
        <SavedViews
          list={id}
          view={viewOf(search)}
          onView={(view) => list.setSearch(new URLSearchParams(view))}
        />
        <ColumnChoice
          columns={props.columns}
          shown={shown.map(({ name }) => name)}
          onShow={(columns) => change({ columns }, true)}
        />
        {props.views && (
          <ViewSwitch views={props.views} present={state.view} onView={(view) => change({ view })} />
        )}
      </div>
    </div>
  );
}

interface SearchProps {
  readonly hint: Text;
  readonly value: string;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onSearch: (words: string) => void;
}

function SearchBox({ hint, value, searchRef, onSearch }: SearchProps) {
  const say = useSay();
  const [typed, setTyped] = useState(value);
  return (
    <form
      role="search"
      aria-label={say(hint)}
      className="list-search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <input
        ref={searchRef}
        type="search"
        className="input"
        aria-label={say(hint)}
        placeholder={say(hint)}
        value={typed}
        maxLength={100}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value === '' && value !== '') onSearch('');
        }}
      />
    </form>
  );
}

interface SwitchProps {
  readonly views: Readonly<Record<string, { readonly label: Text }>>;
  readonly present: string | undefined;
  readonly onView: (view: string | undefined) => void;
}

function ViewSwitch({ views, present, onView }: SwitchProps) {
  const say = useSay();
  const all = [['', { label: words.table }] as const, ...Object.entries(views)];
  return (
    <div className="switch" role="group">
      {all.map(([name, { label }]) => (
        <button
          key={name}
          type="button"
          className="button"
          aria-pressed={(present ?? '') === name}
          onClick={() => onView(name || undefined)}
        >
          {say(label)}
        </button>
      ))}
    </div>
  );
}
