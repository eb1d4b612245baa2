import { recordColumns, type AnyRow, type Column, type DetailSection, type Say } from '#ui';
import type { RecordOf } from '#kernel/record';
import { Post } from '../records.ts';
import { RoleName, RoleRights } from './role.tsx';

/** The columns of the posts, each role by its name. Posts have no words of one language alone. */
export const postList = {
  columns: recordColumns(Post as unknown as RecordOf, 'zh').map((column): Column<AnyRow> =>
    column.name === 'role' ? { ...column, show: (row) => <RoleName code={String(row['role'])} /> } : column,
  ),
};

/** A post with its role and what that may do. */
export const postDetail = {
  fields: Object.keys(Post.fields).filter((name) => name !== 'role'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(Post.fields.role.label), content: <RoleRights code={String(row['role'])} /> },
  ],
};
