import { organisationCodeCheck, usccCheck } from '#engines/identifiers';
import { referenceDay } from '../days.ts';
import { inventedDivision } from '../people/numbers.ts';
import { households, type Peopled } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import { inventAddress, type Village } from '../places.ts';
import { Random } from '../random.ts';
import { streams } from '../streams.ts';
import { trades, type Trade } from './trades.ts';

/** A company that does not exist. */
export interface Company {
  readonly index: number;
  readonly name: string;
  readonly creditCode: string;
  /** Section of GB/T 4754. */
  readonly industry: string;
  /** State of registration: a code of `company-state`. */
  readonly state: string;
  readonly establishedOn: number;
  readonly village: Village;
  readonly address: string;
  readonly representative: Person;
}

const syllables =
  '澜宸翊珩曜璟禾煦岚汐湛霁芮朔绮琰澄屿峤槿蘅苓菁舟砚笙筠岑澍霖昀旻晞晏晟朗栩柠榆楠榕樾沅沁泓洵洛津湄溪漪滢潼';
const characters = [...syllables];
const forms = { company: '有限公司', trader: '', cooperative: '专业合作社' } as const;
const kinds = { company: '1', trader: '2', cooperative: '3' } as const;

const combinations = characters.length * characters.length * trades.length;
/** A prime, so that every combination of brand and trade is met once. */
const nameStep = 48_611;

interface Named {
  readonly name: string;
  readonly trade: Trade;
}

/** The name of the `index`th company of a seed: no two alike, each saying that it is simulated. */
export function companyName(seed: number, index: number): Named {
  const place = (index * nameStep + seed * 104_729) % combinations;
  const trade = trades[place % trades.length];
  const brand = Math.floor(place / trades.length);
  const first = characters[brand % characters.length] ?? '';
  const second = characters[Math.floor(brand / characters.length)] ?? '';
  if (!trade) throw new RangeError(`no trade for company ${index}`);
  return { trade, name: `余姚市${first}${second}${trade.word}${forms[trade.form]}（模拟）` };
}

/** Valid after GB 32100 and GB 11714, of a registrar that was never set up. */
export function creditCode(index: number, form: Trade['form']): string {
  const eight = `M${String(index).padStart(7, '0')}`;
  const seventeen = `9${kinds[form]}${inventedDivision}${eight}${organisationCodeCheck(eight)}`;
  return seventeen + usccCheck(seventeen);
}

/** Companies that come with the first delivery; those after them are founded just before the second. */
export const firstCompanies = (count: number): number => count - Math.max(20, Math.floor(count / 50));

const recently = 30;

/** First day on which a company may have been founded. */
function earliestDay(peopled: Peopled, index: number, representative: Person): number {
  if (index >= firstCompanies(peopled.extent.companies)) return referenceDay - recently;
  return Math.max(representative.birth + 18 * 366, referenceDay - 30 * 365);
}

/** Of a hundred three have been deregistered and one has lost its licence; the youngest are all in business. */
function stateOf(peopled: Peopled, index: number): string {
  if (index >= firstCompanies(peopled.extent.companies)) return '1';
  const drawn = new Random(streams.companyState, peopled.seed, index).below(100);
  if (drawn < 3) return '4';
  return drawn === 3 ? '2' : '1';
}

function establish(peopled: Peopled, index: number, representative: Person): Company {
  const random = new Random(streams.company, peopled.seed, index);
  const { name, trade } = companyName(peopled.seed, index);
  const village = random.chance(0.7) ? representative.village : peopled.places.byArrived.draw(random);
  const earliest = Math.min(referenceDay - 1, earliestDay(peopled, index, representative));
  return {
    index,
    name,
    creditCode: creditCode(index, trade.form),
    industry: trade.section,
    state: stateOf(peopled, index),
    establishedOn: earliest + random.below(referenceDay - earliest),
    village,
    address: inventAddress(random, village),
    representative,
  };
}

/** Companies in the order of the people who stand for them, heads of households spread over the whole stream. */
export function* companies(peopled: Peopled): Generator<Company> {
  const { people, companies: count } = peopled.extent;
  let index = 0;
  let met = 0;
  for (const household of households(peopled)) {
    met += household.length;
    const [head] = household;
    while (head && index < count && Math.floor((index * people) / count) < met) {
      yield establish(peopled, index, head);
      index += 1;
    }
  }
}
