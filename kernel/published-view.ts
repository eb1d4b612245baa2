import type { Permission } from './operation.ts';
import { definePoint } from './point.ts';
import type { AnyRecord, Field } from './record.ts';
import type { Text } from './texts.ts';

/** Whose rights say who may open rows of a view: those of a record with the same keys, or a permission for the whole city. */
export type ViewRights =
  | { readonly record: AnyRecord['id'] }
  | { readonly permission: Exclude<Permission, 'public'> };

/**
 * A view of `views.sql` as others may count it: what its columns are called, what kind they are, whose rows they are. A module
 * says so of its own views; what it leaves out of `fields` is not counted by.
 */
export interface PublishedView {
  /** As the database calls it: `registers.person_v1`. */
  readonly id: `${string}.${string}_v${number}`;
  readonly title: Text;
  /** Field that tells its rows apart. */
  readonly key: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** Column that says whether a row is invented; none where no row ever is. */
  readonly simulated?: string;
  /** Column that says when a row was written. */
  readonly writtenAt?: string;
  /** Records whose written rows can change it. */
  readonly of: readonly AnyRecord['id'][];
  /** Names of the events after which it can be another. */
  readonly listens?: readonly `${string}.${string}`[];
  readonly rights: ViewRights;
  /** Below the console: where a row that is no record's is opened, its key behind it. */
  readonly path?: string;
}

/** Where modules bring their views: `contributes: [contribute(publishedViewPoint, view)]`. */
export const publishedViewPoint = definePoint<PublishedView>('kernel.published-view');
