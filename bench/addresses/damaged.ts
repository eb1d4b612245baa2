import { likeLooking, likeSounding } from '../../simulator/mistakes/similar.ts';
import { tooLong } from '../../simulator/mistakes/written.ts';
import { inventAddress, type Places, type Village } from '../../simulator/places.ts';
import { Random } from '../../simulator/random.ts';

/** An address of the simulator's, whole or written wrong, and the village in which it truly lies. */
export interface Written {
  readonly text: string;
  readonly village: Village;
  /** Null when nothing is wrong with it. */
  readonly damage: string | null;
}

type Damage = (text: string, village: Village, random: Random) => string | undefined;

const digits = '一二三四五六七八九';

/** In the name of the village a character that sounds or looks alike; undefined where it has none. */
const inVillage =
  (change: (name: string) => string | undefined): Damage =>
  (text, { name }) => {
    const stem = name.replace(/(?:社区|村|居委会)$/, '');
    const changed = change(stem);
    return changed === undefined ? undefined : text.replace(name, name.replace(stem, changed));
  };

const inTown: Damage = (text, { town }) => {
  const stem = town.replace(/(?:街道|镇|乡)$/, '');
  const changed = likeSounding(stem) ?? likeLooking(stem);
  return changed === undefined ? undefined : text.replace(town, town.replace(stem, changed));
};

const inNumbers = (change: (digit: string) => string): Damage => {
  return (text) => text.replaceAll(/\d/g, change);
};

export const villageLeftOut = 'village left out';

/** As clerks and systems write addresses wrong; one of them an address. */
const damages: Readonly<Record<string, Damage>> = {
  'city said twice': (text) => text.replace('余姚市', '余姚市余姚市'),
  'no city': (text) => text.replace('余姚市', ''),
  'no town': (text, { town }) => text.replace(town, ''),
  'short town': (text, { town }) => text.replace(town, town.replace(/(?:街道|镇|乡)$/, '')),
  'short village': (text, { name }) => text.replace(name, name.replace(/(?:社区|村|居委会)$/, '')),
  [villageLeftOut]: (text, { name }) => text.replace(name, ''),
  'village sounds alike': inVillage(likeSounding),
  'village looks alike': inVillage(likeLooking),
  'village without a character': inVillage((stem) => (stem.length > 2 ? stem.slice(1) : undefined)),
  'town sounds or looks alike': inTown,
  'full-width digits': inNumbers((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  'Chinese digits': inNumbers((digit) => digits.charAt(Number(digit) - 1) || '零'),
  'a remark behind it': (text) => tooLong(text, 200),
};

/** So many addresses of the simulator's, every second one written wrong in one way, each way equally often. */
export function writtenAddresses(places: Places, count: number): Written[] {
  const ways = Object.entries(damages);
  return Array.from({ length: count }, (_, at): Written => {
    const random = new Random(23705, at);
    const village = places.byRegistered.draw(random);
    const text = inventAddress(random, village);
    const [damage, change] = ways[Math.floor(at / 2) % ways.length] ?? [];
    const changed = at % 2 === 1 ? change?.(text, village, random) : undefined;
    return changed === undefined || changed === text
      ? { text, village, damage: null }
      : { text: changed, village, damage: damage ?? null };
  });
}
