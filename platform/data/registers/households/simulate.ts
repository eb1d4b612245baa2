import { Readable } from 'node:stream';
import { citizenIdCheck } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import type { Played } from '#kernel/simulation';
import { collectFile } from '#platform/data/ingestion';
import type { MovementKind } from './rules.ts';
import { hasMovements, someMembers, type SomeMember } from './played-store.ts';

const dataset = 'gaj-movement';
/** The division that was never assigned, with numbers at the end of a day that the simulator gives to nobody. */
const invented = '000281';
const months = 12;
const givenNames = ['安然', '一诺', '子墨', '思源', '雨桐', '景行'];

const day = (from: Date, monthsBack: number, of: number): string =>
  new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() - monthsBack, of)).toISOString().slice(0, 10);

const numberOf = (born: string, at: number): string => {
  const first17 = `${invented}${born.replaceAll('-', '')}${String(900 + (at % 90)).padStart(3, '0')}`;
  return first17 + citizenIdCheck(first17);
};

interface Line {
  readonly key: string;
  readonly who: Pick<SomeMember, 'name' | 'citizenId' | 'sex' | 'number' | 'division' | 'address'>;
  readonly born: string;
  readonly kind: MovementKind;
  readonly relation: string;
  readonly day: string;
  readonly elsewhere: string;
}

const kinds: readonly MovementKind[] = [
  'born',
  'moved-out',
  'died',
  'moved-in',
  'born',
  'moved-out',
  'moved-in',
];

/** Somebody who came into a household: a child of it, or a grown relative. */
function newcomer(member: SomeMember, at: number, kind: MovementKind, born: string) {
  const isMan = at % 2 === 0;
  const name = `${[...member.name][0]}${givenNames[at % givenNames.length]}`;
  // The seventeenth figure is odd for men, even for women.
  const citizenId = numberOf(born, 2 * at + (isMan ? 1 : 0));
  const child = isMan ? '20' : '30';
  return {
    who: { ...member, name, citizenId, sex: isMan ? '1' : '2' },
    born,
    relation: kind === 'born' ? child : '97',
  };
}

/** What happened to the household of a member: a child born, somebody come or gone. */
function lineOf(member: SomeMember, at: number, now: Date): Line {
  const kind = kinds[at % kinds.length] ?? 'born';
  const when = day(now, 1 + (at % months), 1 + ((at * 7) % 27));
  const gone = { who: member, born: member.born, relation: member.relation ?? '' };
  const born = kind === 'born' ? when : day(now, 12 * 30 + at, 1 + (at % 27));
  const said = kind === 'moved-out' || kind === 'died' ? gone : newcomer(member, at, kind, born);
  const moved = kind === 'moved-out' || kind === 'moved-in';
  return {
    ...said,
    key: `HD${String(at + 1).padStart(6, '0')}`,
    kind,
    day: when,
    elsewhere: moved ? '模拟省模拟市' : '',
  };
}

const header =
  '变动编号,户号,姓名,公民身份号码,性别,出生日期,与户主关系,变动类型,变动日期,外地,村（社区）代码,户籍地址';

const fileOf = (lines: readonly Line[]): string =>
  [
    header,
    ...lines.map(({ key, who, born, kind, relation, day: when, elsewhere }) =>
      [
        key,
        who.number,
        who.name,
        who.citizenId,
        who.sex,
        born,
        relation,
        kind,
        when,
        elsewhere,
        who.division ?? '',
        `"${who.address ?? ''}"`,
      ].join(','),
    ),
    '',
  ].join('\n');

/** Household registration tells of births, deaths and moves of the last year: one in two hundred of those it knows. */
export const registration: Played = {
  name: 'registers.movements',
  grants: { 'ingestion:collect': 'city', 'ingestion:read': 'city', 'jobs:own': 'own' },
  async play(context: Context) {
    if (await hasMovements(context.db)) return;
    const members = await someMembers(context.db, 200);
    if (members.length === 0) return;
    const now = context.clock.now();
    const bytes = fileOf(members.map((member, at) => lineOf(member, at, now)));
    await collectFile(
      context,
      { dataset, filename: 'simulated-gaj-movement.csv', mode: 'update', simulated: true },
      Readable.from([Buffer.from(bytes)]),
    );
  },
};
