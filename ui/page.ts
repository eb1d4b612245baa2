import type { ComponentType } from 'react';
import type { Permission } from '#kernel/operation';
import type { RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';

/** Where a page stands in the console's navigation. */
export type PageGroup = 'mine' | 'data' | 'matter' | 'see' | 'city' | 'admin';

/** One page of a module, loaded when it is first opened. Its path is its address below the app. */
export interface Page {
  /** `/registers/persons`; `:key` places and a closing `/*` are allowed. */
  readonly path: string;
  readonly title: Text;
  /** Who sees it in the navigation; the operations behind it refuse on their own. */
  readonly permission: Permission;
  readonly group: PageGroup;
  /** Absent from the navigation: reached from another page. */
  readonly hidden?: true;
  readonly order?: number;
  /** The record whose list this page is: references to it become links, the header's search looks into it. */
  readonly record?: RecordOf;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}
