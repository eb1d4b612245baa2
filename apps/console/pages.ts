import type { Page } from '#ui';

/** What the console shows: the pages of each module, in one list. Take a line out and the rest still works. */
export const pages: readonly Page[] = [];
