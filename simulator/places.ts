import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inferSchema, initParser } from 'udsv';
import { Random, Weighted } from './random.ts';
import { streams } from './streams.ts';

/** A real village or community; whoever lives there is invented. */
export interface Village {
  readonly code: string;
  readonly name: string;
  readonly town: string;
  readonly community: boolean;
}

export interface Places {
  readonly villages: readonly Village[];
  /** By how many are registered there; invented, for the city prints no figures for villages. */
  readonly byRegistered: Weighted<Village>;
  /** By where people from elsewhere live: communities first. */
  readonly byArrived: Weighted<Village>;
}

type Cells = Readonly<Record<string, string>>;

/** Rows of a small CSV file with a header. */
export async function readCsv(path: string): Promise<Cells[]> {
  const text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n').trimEnd();
  return initParser(inferSchema(text)).stringObjs(text) as Cells[];
}

const weightOf = (village: Village): number => {
  const random = new Random(streams.village, Number(village.code));
  return (0.4 + 1.6 * random.next()) * (village.community ? 1.8 : 1);
};

/** Villages and communities of a city's `divisions.csv`. @param city folder of the city */
export async function readPlaces(city: string): Promise<Places> {
  const rows = await readCsv(join(city, 'divisions.csv'));
  const names = new Map(rows.map((row) => [row['code'] ?? '', row['name'] ?? '']));
  const villages = rows
    .filter((row) => row['level'] === 'village' && !row['valid_to'])
    .map((row): Village => ({
      code: row['code'] ?? '',
      name: row['name'] ?? '',
      town: names.get(row['parent'] ?? '') ?? '',
      community: row['kind'] === 'community',
    }));
  return {
    villages,
    byRegistered: new Weighted(villages.map((each) => [each, weightOf(each)])),
    byArrived: new Weighted(villages.map((each) => [each, weightOf(each) * (each.community ? 3 : 1)])),
  };
}

const roads = [
  '松溪',
  '云帆',
  '晴川',
  '听雨',
  '鹤鸣',
  '远山',
  '星桥',
  '青禾',
  '栖霞',
  '望舒',
  '采薇',
  '沐风',
  '临江',
  '知秋',
  '浮玉',
  '长歌',
  '折柳',
  '凌波',
  '拾光',
  '南浦',
  '北辰',
  '东篱',
  '西窗',
  '竹里',
  '梅坞',
  '桃溪',
  '杏园',
  '兰皋',
  '菊坡',
  '荷塘',
];

/** A house on a road that is on no map: its name says so. */
export function inventAddress(random: Random, village: Village): string {
  const road = `余姚市${village.town}${village.name}模拟${random.pick(roads)}路${random.between(1, 280)}号`;
  if (!village.community) return road;
  return `${road}${random.between(1, 30)}幢${random.between(1, 6)}0${random.between(1, 4)}室`;
}

export interface Grid {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parent: string;
}

/** Grids below the villages: three more digits, two to six in each; invented and named so. */
export function gridsOf({ villages }: Places): Grid[] {
  return villages.flatMap((village) => {
    const count = Math.max(2, Math.min(6, Math.round(1.8 * weightOf(village))));
    return Array.from({ length: count }, (_, at) => ({
      code: `${village.code}${String(at + 1).padStart(3, '0')}`,
      name: `${village.name}第${at + 1}网格（模拟）`,
      nameEn: `Grid ${at + 1} (simulated)`,
      parent: village.code,
    }));
  });
}
