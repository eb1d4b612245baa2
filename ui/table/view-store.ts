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

/** What this browser remembers of the views of one person on one list (the server keeps them); what cannot be read counts as none. */
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
