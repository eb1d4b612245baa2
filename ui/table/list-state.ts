/** What a list shows, kept whole in the address so that it can be shared, saved and gone back to. */
export interface ListState {
  readonly q: string;
  /** A declared order; `-` before it for descending. */
  readonly order: string | undefined;
  /** Cursor of the page before; absent on the first page. */
  readonly after: string | undefined;
  /** Number of the page, for people; the cursor is what counts. */
  readonly page: number;
  readonly limit: number;
  /** Values of filters by name; several by comma. */
  readonly filters: Readonly<Record<string, string>>;
  readonly columns: readonly string[] | undefined;
  /** Key of the thing shown on the right. */
  readonly open: string | undefined;
  /** `map` or another way to look at the same rows; the table when absent. */
  readonly view: string | undefined;
}

export const limits = [20, 50, 100, 200] as const;
export const usualLimit = 50;
const ownNames = new Set(['q', 'order', 'after', 'page', 'limit', 'columns', 'open', 'view', 'lang']);

const positive = (value: string | null, otherwise: number) => {
  const read = Number(value);
  return Number.isInteger(read) && read > 0 ? read : otherwise;
};

/** Reads the state from an address; names that are no filter of the list are left alone. */
export function readList(search: URLSearchParams, filterNames: readonly string[]): ListState {
  const filters = Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = ownNames.has(name) ? null : search.get(name);
      return value ? [[name, value] as const] : [];
    }),
  );
  const limit = positive(search.get('limit'), usualLimit);
  return {
    q: search.get('q') ?? '',
    order: search.get('order') || undefined,
    after: search.get('after') || undefined,
    page: search.get('after') ? positive(search.get('page'), 2) : 1,
    limit: limits.some((each) => each === limit) ? limit : usualLimit,
    filters,
    columns: search.get('columns')?.split(',').filter(Boolean),
    open: search.get('open') || undefined,
    view: search.get('view') || undefined,
  };
}

export type ListChange = {
  readonly [K in keyof Omit<ListState, 'filters'>]?: ListState[K] | undefined;
} & { readonly filters?: Readonly<Record<string, string | undefined>> };

/** What is not written into the address. */
const usualOf: Readonly<Record<string, string>> = { limit: String(usualLimit), page: '1' };
const startsOver = ['q', 'order', 'limit', 'filters'] as const;

/**
 * The address after a change. Whatever changes which rows there are goes back to the first page;
 * the thing opened on the right stays.
 */
export function changeList(search: URLSearchParams, change: ListChange): URLSearchParams {
  const next = new URLSearchParams(search);
  const { filters, ...own } = change;
  if (startsOver.some((name) => name in change)) for (const name of ['after', 'page']) next.delete(name);
  for (const [name, value] of Object.entries({ ...own, ...filters })) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text === '' || text === usualOf[name]) next.delete(name);
    else next.set(name, text);
  }
  return next;
}

/** The part of the address that makes a view worth saving: without the page and the opened thing. */
export function viewOf(search: URLSearchParams): string {
  const view = new URLSearchParams(search);
  for (const name of ['after', 'page', 'open', 'lang']) view.delete(name);
  view.sort();
  return view.toString();
}

/** The order after a click on a column's head: up, down, back to the usual one. */
export function turnOrder(present: string | undefined, column: string): string | undefined {
  if (present === column) return `-${column}`;
  return present === `-${column}` ? undefined : column;
}

/** What the rows are asked with. */
export type ListQuery = Readonly<Record<string, string | number | undefined>> & { readonly limit: number };

export const queryOf = (state: ListState): ListQuery => ({
  ...state.filters,
  ...(state.q ? { q: state.q } : {}),
  ...(state.order ? { order: state.order } : {}),
  ...(state.after ? { after: state.after } : {}),
  limit: state.limit,
});

/** Numbers of the first and last row of the page: 51–100. */
export const rangeOf = (state: Pick<ListState, 'page' | 'limit'>, count: number) => {
  const before = (state.page - 1) * state.limit;
  return { first: count === 0 ? 0 : before + 1, last: before + count };
};
