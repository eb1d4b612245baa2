import { Weighted, type Random } from '../random.ts';

/** Someone of a household before they have a name: how old, of which sex, what to the others. */
export interface Member {
  readonly age: number;
  readonly sex: '1' | '2';
  readonly role: 'head' | 'spouse' | 'child' | 'parent';
  /** Born on the same day as the one before. */
  readonly twin?: true;
}

type Make = (random: Random) => Member[];

const other = (sex: '1' | '2') => (sex === '1' ? '2' : '1');
const anySex = (random: Random) => (random.chance(0.51) ? '1' : '2');
const headSex = (random: Random) => (random.chance(0.78) ? '1' : '2');

const single =
  (least: number, most: number): Make =>
  (random) => [{ age: random.between(least, most), sex: anySex(random), role: 'head' }];

const couple =
  (least: number, most: number): Make =>
  (random) => {
    const sex = headSex(random);
    const age = random.between(least, most);
    const younger = Math.max(20, age - random.between(-2, 5));
    return [
      { age, sex, role: 'head' },
      { age: younger, sex: other(sex), role: 'spouse' },
    ];
  };

function children(random: Random, parentAge: number, count: number): Member[] {
  const found: Member[] = [];
  let age = parentAge - random.between(22, 33);
  for (let number = 0; number < count && age >= 0; number++) {
    const twin = number > 0 && random.chance(0.06);
    if (number > 0 && !twin) age -= random.between(1, 6);
    if (age >= 0) found.push({ age, sex: anySex(random), role: 'child', ...(twin ? { twin } : {}) });
  }
  return found;
}

const family =
  (least: number, most: number, count: number): Make =>
  (random) => {
    const adults = couple(least, most)(random);
    const youngest = Math.min(...adults.map(({ age }) => age));
    return [...adults, ...children(random, youngest, count)];
  };

const threeGenerations: Make = (random) => {
  const below = family(28, 56, random.chance(0.3) ? 2 : 1)(random);
  const age = Math.min(99, (below[0]?.age ?? 40) + random.between(22, 32));
  const parents: Member[] = [{ age, sex: '2', role: 'parent' }];
  if (random.chance(0.6))
    parents.push({ age: Math.min(100, age + random.between(0, 4)), sex: '1', role: 'parent' });
  return [...below, ...parents];
};

const singleParent: Make = (random) => {
  const age = random.between(26, 55);
  return [{ age, sex: random.chance(0.25) ? '1' : '2', role: 'head' }, ...children(random, age, 1)];
};

/** Households as they are registered; ages follow the pyramid of an eastern county-level city, narrow below. */
const registered = new Weighted<Make>([
  [single(24, 40), 4],
  [single(60, 92), 12],
  [couple(60, 90), 26],
  [couple(36, 62), 19],
  [family(28, 62, 1), 26],
  [family(26, 50, 2), 9],
  [threeGenerations, 15],
  [singleParent, 3],
]);

/** People from elsewhere: young, alone or in small families. */
const fromElsewhere = new Weighted<Make>([
  [single(18, 50), 45],
  [couple(20, 54), 25],
  [family(24, 46, 1), 20],
  [family(26, 44, 2), 10],
]);

export const householdOf = (random: Random, isRegistered: boolean): Member[] =>
  (isRegistered ? registered : fromElsewhere).draw(random)(random);
