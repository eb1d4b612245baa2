import type { Protocol } from '#kernel/protocol';
import { catalogues } from './catalogues.ts';
import { ckan } from './ckan.ts';
import { downloads } from './downloads.ts';

/** The standards that others read open data by, at the paths that their clients expect. */
export const protocols: readonly Protocol[] = [downloads, ...catalogues, ...ckan];
