import { dice } from '#engines/chance';
const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗'];
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚玲桂文斌宇浩凯健俊帆雪倩婷丹萍鑫鹏华红梅兰菊松柏晨旭琪瑶彬颖莹',
];
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A number with a right check character in a division (990000) that belongs to nobody. */
export function numberOf(day: string, sequence: number): string {
  const digits = `990000${day}${String(sequence % 1000).padStart(3, '0')}`;
  const sum = weights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly day: string;
  readonly address: string;
}

/** Invented people, each somebody else. */
export function people(count: number, seed: number): Person[] {
  const next = dice(seed);
  const pick = (from: readonly string[]) => from[next(from.length)] ?? '';
  return Array.from({ length: count }, (_, at) => {
    const day = `${1940 + next(70)}${String(1 + next(12)).padStart(2, '0')}${String(1 + next(28)).padStart(2, '0')}`;
    return {
      id: `p${at}`,
      name: pick(surnames) + pick(given) + (next(5) > 0 ? pick(given) : ''),
      number: numberOf(day, at),
      day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
      address: `兰江路${1 + next(300)}号${1 + next(30)}幢${1 + next(6)}0${1 + next(4)}室`,
    };
  });
}

/** The same person as another office wrote them down: some things wrong, some missing. */
export function again(person: Person, next: (below: number) => number): Person {
  const slip = next(4);
  const other = given[next(given.length)] ?? '';
  return {
    id: `q${person.id.slice(1)}`,
    name: slip === 0 ? person.name.slice(0, -1) + other : person.name,
    number: next(2) === 0 ? null : person.number,
    day: slip === 1 ? person.day.replace(/.$/, String(next(9))) : person.day,
    address: slip === 2 ? person.address.replace('路', '街') : person.address,
  };
}
