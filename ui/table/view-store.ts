/** What is shown in a list, under a person's own name for it. */
export interface SavedView {
  readonly name: string;
  /** Part of the address: filters, order, columns. */
  readonly view: string;
}
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const place = (owner: string, list: string) => `yaojiang.views.${owner}.${list}`;

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'view' in value &&
  typeof value.view === 'string';

/** The views of one person on one list; what cannot be read counts as none. */
export function readViews(shelf: Shelf, owner: string, list: string): readonly SavedView[] {
  try {
    const read: unknown = JSON.parse(shelf.getItem(place(owner, list)) ?? '[]');
    return Array.isArray(read) ? read.filter(isView) : [];
  } catch {
    return [];
  }
}

export function writeViews(shelf: Shelf, owner: string, list: string, views: readonly SavedView[]): void {
  if (views.length === 0) shelf.removeItem(place(owner, list));
  else shelf.setItem(place(owner, list), JSON.stringify(views));
}

/** A view of the same name is replaced; the list stays in order of name. */
export const withView = (views: readonly SavedView[], view: SavedView): readonly SavedView[] =>
  [...withoutView(views, view.name), view].toSorted((a, b) => a.name.localeCompare(b.name, 'zh'));

export const withoutView = (views: readonly SavedView[], name: string): readonly SavedView[] =>
  views.filter((each) => each.name !== name);
