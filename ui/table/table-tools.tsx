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

/** Above the rows: search, filters, views and columns on the left, what one can do on the right. */
export function TableTools<Row>({ id, list, shown, searchRef, ...props }: ToolsProps<Row>) {
  const { state, change, search } = list;
  return (
    <div className="table-tools">
      <div className="filters row">
        {props.search && (
          <SearchBox key={state.q} hint={props.search} value={state.q} searchRef={searchRef} onSearch={(q) => change({ q })} />
        )}
        {props.filters?.map((filter) => (
          <FilterMenu key={filter.name} filter={filter} values={state.filters} onChange={(filters) => change({ filters })} />
        ))}
        <SavedViews list={id} view={viewOf(search)} onView={(view) => list.setSearch(new URLSearchParams(view))} />
        <ColumnChoice columns={props.columns} shown={shown.map(({ name }) => name)} onShow={(columns) => change({ columns }, true)} />
        {props.views && <ViewSwitch views={props.views} present={state.view} onView={(view) => change({ view })} />}
      </div>
      {props.actions && <div className="row no-print">{props.actions}</div>}
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
        <button key={name} type="button" className="button" aria-pressed={(present ?? '') === name} onClick={() => onView(name || undefined)}>
          {say(label)}
        </button>
      ))}
    </div>
  );
}
