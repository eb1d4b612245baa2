import type { Village } from '../places.ts';
import type { Random } from '../random.ts';

const syllables = [
  ...'澜宸翊珩璟禾煦岚汐湛霁芮朔绮琰澄屿蘅苓菁舟砚笙筠岑澍霖昀旻晞晏晟朗栩榆楠榕樾沅沁泓洵洛津湄溪漪滢',
];
/** So many of each kind: rows of different datasets then speak of the same school or bank. */
const ofAKind = 40;

const word = (index: number): string =>
  (syllables[index % syllables.length] ?? '') + (syllables[(index * 7 + 11) % syllables.length] ?? '');

/** An institution that does not exist; its name says so. */
export const inventOrganisation = (random: Random, kind: string): string =>
  `余姚市${word(random.below(ofAKind))}${kind}（模拟）`;

/** A thing with a name of its own: a reservoir, a bridge, a project. */
export const inventThing = (random: Random, kind: string): string =>
  `模拟${word(random.below(ofAKind))}${kind}`;

/** A thing in a real village: a market, a shelter. */
export const inventPlace = (village: Village, kind: string): string => `${village.name}模拟${kind}`;

/** A telephone in the area that no subscriber can have: the number behind the area code begins with 0. */
export const inventTelephone = (random: Random): string =>
  `0574-0${String(random.below(10_000_000)).padStart(7, '0')}`;

const plateSigns = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const plateCount = plateSigns.length ** 4;
const plateStep = 123_457;

/** The `index`th number plate with a serial that is never given (浙B I…); all different below 1.3 million. */
export function inventPlate(index: number): string {
  let rest = (index * plateStep) % plateCount;
  let serial = '';
  for (let at = 0; at < 4; at++) {
    serial = (plateSigns[rest % plateSigns.length] ?? '') + serial;
    rest = Math.floor(rest / plateSigns.length);
  }
  return `浙BI${serial}`;
}
