import type { Protocol } from '#kernel/protocol';
import { catalogues } from './standards/catalogues.ts';
import { ckan } from './standards/ckan.ts';
import { feeds } from './follow/feed.ts';
import { granted } from './requests/granted.ts';
import { downloads } from './public/downloads.ts';

/** The standards that others read open data by, at the paths that their clients expect. */
export const protocols: readonly Protocol[] = [downloads, granted, feeds, ...catalogues, ...ckan];
