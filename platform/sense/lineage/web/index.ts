import type { Page } from '#ui';

export const pages: readonly Page[] = [];
