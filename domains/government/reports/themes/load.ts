import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { replaceThemes } from '../store.ts';
import { themesFile } from './city.ts';

/** Brings the city's subjects in. */
export const loadThemes = (city: ReadCity, context: Context): Promise<void> =>
  context.transaction((tx) => replaceThemes(tx, city.get(themesFile).themes));
