import type { DatasetField } from '#platform/data/catalogue';
import { compactDay, dayOf, referenceDay, yearOf } from '../days.ts';
import { rowNumber } from '../people/numbers.ts';
import type { FieldHabit } from './habits.ts';
import {
  inventOrganisation,
  inventPlace,
  inventPlate,
  inventTelephone,
  inventThing,
} from './invented-names.ts';
import type { Occasion } from './occasion.ts';

/** Code tables of the city: their codes in order, by table. */
export type CodeTables = ReadonlyMap<string, readonly string[]>;

type Make = (occasion: Occasion) => string;

const year = 365.2425;
const periodsBack = 12;
/** Share of the first code of tables in which most are well: valid licences, samples that passed. */
const mostlyFirst: Readonly<Record<string, number>> = { 'licence-state': 0.88, 'check-result': 0.94 };

/** Days between two that a row tells, at most. */
const mostBetween = 120;

function dayBetween(occasion: Occasion, [from, to]: readonly [number, number]): number {
  const { random, day: first } = occasion;
  const least = Math.round(referenceDay + from * year);
  const most = Math.round(referenceDay + to * year);
  const day =
    first !== undefined && to <= 0
      ? Math.min(referenceDay, first + random.below(mostBetween))
      : least + random.below(Math.max(1, most - least));
  occasion.day ??= to <= 0 ? day : undefined;
  return day;
}

/** Last day of one of the months or quarters behind us. */
function lastDay({ random }: Occasion, period: 'month' | 'quarter'): number {
  const months = (1 + random.below(period === 'month' ? periodsBack : 4)) * (period === 'month' ? 1 : 3);
  const at = yearOf(referenceDay) * 12 + 6 - months;
  return dayOf(Math.floor(at / 12), (at % 12) + 1, 1) - 1;
}

function numberIn({ random }: Occasion, { type }: DatasetField, from: number, to: number): string {
  if (type === 'integer') return String(random.between(from, to));
  const value = from + random.next() * (to - from);
  return value.toFixed(to > 1000 ? 0 : 2);
}

/** What a habit says. */
function byHabit(field: DatasetField, habit: FieldHabit): Make {
  if (Array.isArray(habit)) return ({ random }) => random.pick(habit);
  if ('from' in habit) return (occasion) => numberIn(occasion, field, habit.from, habit.to);
  if ('years' in habit) return (occasion) => compactDay(dayBetween(occasion, habit.years));
  if ('last' in habit) return (occasion) => compactDay(lastDay(occasion, habit.last));
  if ('organisation' in habit) return ({ random }) => inventOrganisation(random, habit.organisation);
  if ('named' in habit) return ({ random }) => inventThing(random, habit.named);
  if ('place' in habit) return ({ village }) => inventPlace(village, habit.place);
  if ('number' in habit) return ({ random }) => habit.number + String(random.below(100_000)).padStart(5, '0');
  return of[habit.of](field);
}

const of: Readonly<Record<'company' | 'person' | 'other' | 'address', (field: DatasetField) => Make>> = {
  company:
    () =>
    ({ company }) =>
      company.name,
  person:
    () =>
    ({ person }) =>
      person.name,
  other:
    ({ type }) =>
    ({ other }) =>
      type === 'citizen-id' ? other.citizenId : other.name,
  address:
    () =>
    ({ address }) =>
      address,
};

/** What fields of these names mean in every dataset. */
const byName: Readonly<Record<string, Make>> = {
  name: ({ person }) => person.name,
  citizenId: ({ person }) => person.citizenId,
  sex: ({ person }) => person.sex,
  mobile: ({ person }) => person.mobile ?? '',
  companyName: ({ company }) => company.name,
  creditCode: ({ company }) => company.creditCode,
  representative: ({ company }) => company.representative.name,
  industry: ({ company }) => company.industry,
  address: ({ address }) => address,
  division: ({ village }) => village.code,
  town: ({ village }) => village.town,
  phone: ({ random }) => inventTelephone(random),
  plate: ({ row }) => inventPlate(row),
};

function byCodes(tables: CodeTables, table: string): Make {
  const codes = tables.get(table) ?? [];
  const first = mostlyFirst[table];
  return ({ random }) => {
    if (first !== undefined && random.chance(first)) return codes[0] ?? '';
    return codes.length > 0 ? random.pick(codes) : '';
  };
}

function byType({ type, codes = '' }: DatasetField, tables: CodeTables): Make {
  if (type === 'code') return byCodes(tables, codes);
  if (type === 'date') return (occasion) => compactDay(dayBetween(occasion, [-3, 0]));
  if (type === 'boolean') return ({ random }) => (random.chance(0.6) ? '是' : '否');
  if (type === 'integer') return ({ random }) => String(random.between(1, 100));
  if (type === 'number') return ({ random }) => (random.next() * 100).toFixed(2);
  return () => '';
}

/** How the values of one field are made. */
export function makerOf(field: DatasetField, habit: FieldHabit | undefined, tables: CodeTables): Make {
  if (habit) return byHabit(field, habit);
  return byName[field.name] ?? byType(field, tables);
}

/** How the numbers of a dataset are made by which its department knows a row: each once. */
export function keyMaker(
  { code, key }: { readonly code: string; readonly key: string },
  habit: FieldHabit | undefined,
  department: number,
): (row: number) => string {
  if (key === 'plate') return inventPlate;
  const prefix =
    habit && !Array.isArray(habit) && 'number' in habit
      ? habit.number
      : code
          .split('-')
          .map((part) => part.slice(0, 3).toUpperCase())
          .join('')
          .slice(0, 9);
  return (row) => prefix + rowNumber(row, department);
}
