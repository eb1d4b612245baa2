import { type ComponentType, createElement } from 'react';
import type { RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import type { Page, PageGroup } from '../page.ts';
import { recordPath } from './known-records.tsx';
import type { RecordDetailProps } from './record-detail.tsx';
import type { RecordListProps } from './record-list-page.tsx';

type Loaded<P> = () => Promise<ComponentType<P>>;
type Bound<P> = Omit<P, 'record'>;

export interface RecordPagesOptions {
  readonly group: PageGroup;
  /** Of the list and its place in the navigation; the record's own when absent. */
  readonly title?: Text;
  readonly order?: number;
  /** Reached from elsewhere: none of its pages stands in the navigation. */
  readonly hidden?: true;
  /**
   * Props for the record's own pages, loaded with them: columns, actions, sections. Or a page of the module's own
   * in place of one.
   */
  readonly list?: () => Promise<Bound<RecordListProps>>;
  readonly detail?: () => Promise<Bound<Omit<RecordDetailProps, 'rowKey' | 'page'>>>;
  readonly overrides?: {
    readonly list?: Loaded<object>;
    readonly detail?: Loaded<object>;
    readonly form?: Loaded<object>;
    readonly import?: Loaded<object>;
  };
}

type PageModule = { readonly default: ComponentType };

async function bound<P extends object>(
  component: Promise<ComponentType<P>>,
  props: Promise<P>,
): Promise<PageModule> {
  const [page, given] = await Promise.all([component, props]);
  return { default: () => createElement(page, given) };
}

const own = async (load: Loaded<object>): Promise<PageModule> => ({
  default: (await load()) as ComponentType,
});

/**
 * The pages of a record: its list (with the opened row beside it), one row, the form, the import.
 * `export const pages = [...recordPages(Person, { group: 'data', order: 10 })];` is all a module writes.
 */
export function recordPages(declared: object, options: RecordPagesOptions): readonly Page[] {
  const record = declared as RecordOf;
  const { overrides = {} } = options;
  const path = recordPath(record);
  const read = {
    title: options.title ?? record.title,
    permission: record.rights.read,
    group: options.group,
  } as const;
  const pages: Page[] = [
    {
      ...read,
      path,
      record,
      ...(options.order === undefined ? {} : { order: options.order }),
      ...(options.hidden ? { hidden: true } : {}),
      load: () =>
        overrides.list
          ? own(overrides.list)
          : bound(listPage(), withRecord(record, listProps(record, options))),
    },
    {
      ...read,
      path: `${path}/:key`,
      hidden: true,
      load: () =>
        overrides.detail ? own(overrides.detail) : bound(detailPage(), withRecord(record, options.detail)),
    },
  ];
  const { write } = record.rights;
  if (write === undefined || record.import === false) return pages;
  const form = () => (overrides.form ? own(overrides.form) : bound(formPage(), Promise.resolve({ record })));
  const intake = () =>
    overrides.import ? own(overrides.import) : bound(importPage(), Promise.resolve({ record }));
  const written = { ...read, permission: write, hidden: true } as const;
  return [
    ...pages,
    { ...written, path: `${path}/new`, load: form },
    { ...written, path: `${path}/:key/change`, load: form },
    { ...written, path: `${path}/import`, load: intake },
  ];
}

/** Props of the list: the title that the module gave it, and its own parts of the opened row. */
const listProps =
  (record: RecordOf, { title, list, detail }: RecordPagesOptions) =>
  async () => {
    const own = detail && (await Promise.all([rowDetail(), detail()]));
    const opened = own && ((key: string) => createElement(own[0], { record, rowKey: key, ...own[1] }));
    return { ...(title ? { title } : {}), ...(opened ? { detail: opened } : {}), ...(await list?.()) };
  };

async function withRecord<P extends object>(
  record: RecordOf,
  more: (() => Promise<P>) | undefined,
): Promise<P & { record: RecordOf }> {
  return { ...((await more?.()) ?? ({} as P)), record };
}

const rowDetail = async () => (await import('./record-detail.tsx')).RecordDetail;
const listPage = async () => (await import('./record-list-page.tsx')).RecordListPage;
const detailPage = async () => (await import('./record-detail-page.tsx')).RecordDetailPage;
const formPage = async () => (await import('./record-form-page.tsx')).RecordFormPage;
const importPage = async () => (await import('./record-import-page.tsx')).RecordImportPage;
