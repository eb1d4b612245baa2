import { usccFault } from '#engines/identifiers';
import type { Texts } from '#engines/parquet';
import type { RowCheck } from './checks.ts';
import { dayOfIso } from './day.ts';
import { trimmed } from './forms.ts';
import { placeOf, stateOf } from './field-column.ts';
import { isDate, isNumeric, ofNormal, ofValues, type About, type Judge, type Judges } from './judge.ts';
import { pairJudges } from './pair-judges.ts';
import { MISSING, READ, UNREADABLE } from './states.ts';
import { textJudges } from './text-judges.ts';

const unread = ({ field }: { readonly field: string }): Judge =>
  ofValues(field, ({ states }, place) => states[place] === UNREADABLE);

/** Characters as Unicode counts them. */
const characters = (text: string): number => Array.from(text).length;

function isMobile(texts: Texts, place: number): boolean {
  const [start, end] = [texts.start(place), texts.end(place)];
  const { bytes } = texts;
  const second = bytes[start + 1] as number;
  if (end - start !== 11 || bytes[start] !== 49 || second < 51 || second > 57) return false;
  for (let at = start + 2; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < 48 || byte > 57) return false;
  }
  return true;
}

/** Whether a value lies outside, by what its type compares. */
function outside(check: Extract<RowCheck, { kind: 'range' }>, { field, lookups }: About): Judge {
  const { from, to } = check;
  const bound = (text: string): string => (text === 'today' ? lookups.today : text);
  const between = <T>(value: T, compare: (text: string) => T): boolean =>
    (from !== undefined && value < compare(from)) || (to !== undefined && value > compare(to));
  if (isDate(field)) {
    const [first, last] = [
      from === undefined ? 0 : dayOfIso(bound(from)),
      to === undefined ? Infinity : dayOfIso(bound(to)),
    ];
    return (group) => {
      const [column, days] = [group.field(check.field), group.days(check.field)];
      return (row) => {
        const day = days[placeOf(column, row)] ?? 0;
        return day !== 0 && (day < first || day > last);
      };
    };
  }
  return ofValues(check.field, ({ states, normal }, place) => {
    if (states[place] !== READ) return false;
    const text = normal.text(place);
    return isNumeric(field) ? between(Number(text), Number) : between(text, bound);
  });
}

const ordered =
  (earlier: string, later: string): Judge =>
  (group) => {
    const [one, other] = [group.field(earlier), group.field(later)];
    const [ones, others] = [group.days(earlier), group.days(later)];
    return (row) => {
      const last = others[placeOf(other, row)] ?? 0;
      return last !== 0 && (ones[placeOf(one, row)] ?? 0) > last;
    };
  };

const birthAgrees =
  (field: string, citizenId: string): Judge =>
  (group) => {
    const [column, numbers] = [group.field(field), group.field(citizenId)];
    const [days, births] = [group.days(field), group.births(citizenId)];
    return (row) => {
      const birth = births[placeOf(numbers, row)] ?? 0;
      const day = days[placeOf(column, row)] ?? 0;
      return birth !== 0 && day !== 0 && day !== birth;
    };
  };

const sexAgrees =
  (field: string, citizenId: string): Judge =>
  (group) => {
    const [column, numbers] = [group.field(field), group.field(citizenId)];
    const births = group.births(citizenId);
    const { bytes } = numbers.normal;
    const sexes = Uint8Array.from(column.states, (state, place) =>
      state === READ ? sexOf(column.normal.text(place)) : 0,
    );
    return (row) => {
      const place = placeOf(numbers, row);
      const told = sexes[placeOf(column, row)] ?? 0;
      if (told === 0 || (births[place] ?? 0) === 0) return false;
      return told !== 2 - ((bytes[numbers.normal.start(place) + 16] as number) & 1);
    };
  };

const OTHER_SEX = 9;

/** 1, 2, or what neither is. */
const sexOf = (code: string): number => (code === '1' || code === '2' ? Number(code) : OTHER_SEX);

const judges: Judges = {
  ...textJudges,
  ...pairJudges,
  required:
    ({ field }) =>
    (group) => {
      const column = group.field(field);
      return (row) => stateOf(column, row) === MISSING;
    },
  empty:
    ({ field }) =>
    (group) => {
      const column = group.field(field);
      return (row) => stateOf(column, row) !== MISSING;
    },
  length: ({ field, least = 0, most = Infinity }) =>
    ofValues(field, ({ raw, states }, place) => {
      const [start, end] = [raw.start(place), raw.end(place)];
      const isLong = end - start > most;
      if (!isLong && (least === 0 || states[place] === MISSING)) return false;
      const count = characters(trimmed(raw.text(place)));
      return count > most || (states[place] !== MISSING && count < least);
    }),
  type: unread,
  code: unread,
  'citizen-id':
    ({ field }) =>
    (group) => {
      const [column, births] = [group.field(field), group.births(field)];
      return (row) => stateOf(column, row) !== MISSING && births[placeOf(column, row)] === 0;
    },
  'credit-code': ({ field }) => ofNormal(field, (texts, place) => usccFault(texts.text(place)) !== null),
  mobile: ({ field }) => ofNormal(field, (texts, place) => !isMobile(texts, place)),
  range: outside,
  order: ({ earlier, later }) => ordered(earlier, later),
  'agrees-with-citizen-id': ({ field, citizenId, part }) =>
    part === 'birth' ? birthAgrees(field, citizenId) : sexAgrees(field, citizenId),
  reference({ field, codes }, { lookups }) {
    const known = lookups.codes.get(codes);
    return ofNormal(field, (texts, place) => known !== undefined && !known.has(texts.text(place)));
  },
};

/** What a rule looks for, made ready once for all rows. */
export function judgeOf(check: RowCheck, about: About): Judge {
  const judge = judges[check.kind] as (check: RowCheck, about: About) => Judge;
  return judge(check, about);
}
