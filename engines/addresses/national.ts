import { divisionsOfChina } from './divisions-of-china.ts';
import { formerDivisions } from './former-divisions.ts';
import type { Division } from './gazetteer.ts';

function* ofProvince(line: string): Generator<Division> {
  const [province = '', ...cities] = line.split(' ');
  const code = province.slice(0, 2);
  const name = province.slice(2);
  // A municipality is read as a city: 上海市浦东新区 has no province before it.
  yield { code, name, level: name.endsWith('市') ? 'city' : 'province' };
  for (const text of cities) yield* ofCity(code, text);
}

function* ofCity(province: string, text: string): Generator<Division> {
  const [city = '', counties = ''] = text.split(':');
  const code = province + city.slice(0, 2);
  const name = city.slice(2);
  if (name) yield { code, name, level: 'city' };
  for (const county of counties.split(',').filter(Boolean))
    yield { code: code + county.slice(0, 2), name: county.slice(2), level: 'county' };
}

let made: readonly Division[] | undefined;

/**
 * Provinces, cities and counties of China (GB/T 2260; vintage in divisions-of-china.ts), and counties that were
 * abolished since 2010 and stand in addresses still. Made once.
 */
export function divisionsOfTheNation(): readonly Division[] {
  made ??= [...divisionsOfChina.split('\n').flatMap((line) => [...ofProvince(line)]), ...formerDivisions()];
  return made;
}
