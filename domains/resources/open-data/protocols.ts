import type { Protocol } from '#kernel/protocol';
import { catalogues } from './standards/catalogues.ts';
import { ckan } from './standards/ckan.ts';
import { downloads } from './public/downloads.ts';

/** The standards that others read open data by, at the paths that their clients expect. */
export const protocols: readonly Protocol[] = [downloads, ...catalogues, ...ckan];
