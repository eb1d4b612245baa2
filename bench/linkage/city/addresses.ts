import { Random } from '../../../simulator/random.ts';
import { streams } from './households.ts';

export interface Address {
  readonly village: number;
  readonly town: string;
  readonly place: string;
  /** `兰江路`, or the group of a village: `3组` */
  readonly road: string;
  readonly number: number;
  readonly building: number | undefined;
  readonly room: number | undefined;
}

/** How a clerk writes addresses. */
export type Style = 'full' | 'without-town' | 'dashes' | 'lanes';

const characters = [...'江泉湖山桥溪河塘田林坊湾浦丰盛永安新和平东南西北大长青云龙凤石金玉兰竹梅松花月星'];
const townSize = 15;
const peopleOfVillage = 7200;

const word = (at: number): string =>
  (characters[at % characters.length] ?? '') +
  (characters[(at * 7 + Math.floor(at / characters.length) + 3) % characters.length] ?? '');

/** So many villages that each has the same number of people, however large the city. */
export const villagesOf = (people: number): number => Math.max(20, Math.round(people / peopleOfVillage));

/** Where a household lives; any household's can be told without those before it. */
export function addressOf(seed: number, household: number, villages: number, home = 0): Address {
  const random = new Random(seed, streams.address, household, home);
  const village = random.below(villages);
  const urban = new Random(seed, streams.village, village).chance(0.6);
  const town = Math.floor(village / townSize);
  const common = {
    village,
    town: word(town * 3 + 1) + (town % 3 === 0 ? '街道' : '镇'),
    place: word(village + 100) + (urban ? '社区' : '村'),
  };
  if (!urban)
    return {
      ...common,
      road: `${random.between(1, 12)}组`,
      number: random.between(1, 200),
      building: undefined,
      room: undefined,
    };
  const blocks = random.chance(0.7);
  return {
    ...common,
    road: `${word(village * 10 + random.below(10) + 1000)}路`,
    number: random.between(1, 120),
    building: blocks ? random.between(1, 20) : undefined,
    room: blocks ? random.between(1, 11) * 100 + random.between(1, 4) : undefined,
  };
}

export function spell({ town, place, road, number, building, room }: Address, style: Style): string {
  const before = (style === 'without-town' ? '' : town) + place + road;
  if (building === undefined || room === undefined)
    return style === 'dashes' ? `${before}${number}` : `${before}${number}号`;
  if (style === 'dashes') return `${before}${number}-${building}-${room}`;
  if (style === 'lanes') return `${before}${number}弄${building}号${room}室`;
  return `${before}${number}号${building}幢${room}室`;
}
