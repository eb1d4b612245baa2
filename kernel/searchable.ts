import type { Context } from './context.ts';
import type { Permission } from './operation.ts';
import { definePoint } from './point.ts';
import type { Text } from './texts.ts';

/** One thing that can be found: what it is called and where it is seen. */
export interface SearchableItem {
  readonly key: string;
  readonly label: Text;
  /** Page of the app for which it is contributed. */
  readonly path: string;
  /** Other words under which people look for it. */
  readonly words?: readonly string[];
  readonly simulated?: boolean;
}

/**
 * Things that are no record of their own and few enough to be looked through as they stand: waiting tasks, services.
 * Records are searched without a word of their module.
 */
export interface Searchable {
  /** `tasks.task` */
  readonly kind: string;
  readonly title: Text;
  readonly audience: 'console' | 'portal';
  readonly permission: Permission;
  /** Those that the actor may see, at most 500: the rights are part of the question to the store. */
  readonly visible: (context: Context) => Promise<readonly SearchableItem[]>;
}

export const searchablePoint = definePoint<Searchable>('search.searchable');
