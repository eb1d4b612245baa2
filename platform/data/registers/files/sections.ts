import type { Context } from '#kernel/context';
import type { Permission } from '#kernel/operation';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';

/** One matter of a person or company that another part of the city keeps. */
export interface FileItem {
  readonly key: string;
  readonly title: Text;
  /** When it happened or began, ISO. */
  readonly at: string;
  /** How it stands, in words. */
  readonly state: Text;
  /** Page on which it is seen, below the console; absent where the asker may not open it. */
  readonly path?: string;
  readonly simulated: boolean;
}

/** What a module adds to the file of a person or company. */
export interface FileSection {
  readonly kind: string;
  readonly title: Text;
  readonly subjects: readonly ('person' | 'company')[];
  /** Without it the section is left out of the answer. */
  readonly permission: Permission;
  /**
   * Matters of one subject within the scope in which the asker holds the permission, the newest first; at most `limit`
   * and one more.
   */
  readonly read: (
    context: Context,
    of: { readonly subject: 'person' | 'company'; readonly id: string; readonly limit: number },
  ) => Promise<readonly FileItem[]>;
}

/** `contribute(fileSectionPoint, { kind: 'grants.applications', … })`: one person one file, one company one file. */
export const fileSectionPoint = definePoint<FileSection>('registers.file-section');
