import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

/** What the registers let people do, each by its own right. */
export const permissions = {
  'registers:read': { zh: zh.read, en: en.read },
  'registers:reveal': { zh: zh.reveal, en: en.reveal },
  'registers:file': { zh: zh.file, en: en.file },
  'registers:regroup': { zh: zh.regroup, en: en.regroup },
  'registers:population': { zh: zh.population, en: en.population },
  'registers:grids': { zh: zh.grids, en: en.grids },
  'registers:grids-write': { zh: zh.gridsWrite, en: en.gridsWrite },
  'registers:resources': { zh: zh.resources, en: en.resources },
  'registers:resources-write': { zh: zh.resourcesWrite, en: en.resourcesWrite },
  'registers:self': { zh: zh.self, en: en.self },
};
