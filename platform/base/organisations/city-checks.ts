import type { CityCheck, CityFault, ReadCity } from '#kernel/city';
import {
  boundaryFile,
  divisionsFile,
  organisationsFile,
  type CityDivision,
  type CityOrganisation,
  type DivisionLevel,
} from './city.ts';

const above: Record<DivisionLevel, DivisionLevel | undefined> = {
  city: undefined,
  town: 'city',
  village: 'town',
};

type Said = readonly [code: string, zh: string, en: string];

const divisionFault = (city: ReadCity, row: number, [code, zh, en]: Said): CityFault =>
  city.fault(divisionsFile, [row], { code: `organisations.${code}`, message: { zh, en } });

/** What is wrong between a division and the one it says it belongs to. */
function kinship(division: CityDivision, parent: CityDivision | undefined): Said | undefined {
  const { code, level } = division;
  const wanted = above[level];
  if (division.parent === undefined)
    return wanted ? ['parent-missing', `${code} 没有上级区划`, `${code} has no parent`] : undefined;
  if (!parent)
    return [
      'parent-unknown',
      `上级区划 ${division.parent} 不存在`,
      `there is no division ${division.parent}`,
    ];
  if (parent.level !== wanted)
    return [
      'parent-level',
      `${level} 的上级不能是 ${parent.level}`,
      `the parent of a ${level} cannot be a ${parent.level}`,
    ];
  if (!code.startsWith(parent.code))
    return [
      'parent-code',
      `代码 ${code} 不以上级代码 ${parent.code} 开头`,
      `code ${code} does not begin with its parent's, ${parent.code}`,
    ];
  return undefined;
}

const divisionsFit: CityCheck = (city) => {
  const divisions = city.get(divisionsFile);
  const known = new Map(divisions.map((division) => [division.code, division]));
  const kin = divisions.flatMap((division, row) => {
    const wrong = kinship(division, known.get(division.parent ?? ''));
    return wrong ? [divisionFault(city, row, wrong)] : [];
  });
  const roots = divisions.flatMap(({ level }, row) => (level === 'city' ? [row] : []));
  const said: Said = ['one-city', '应当恰有一个市级区划', 'there must be exactly one division of level city'];
  const wrongRoots = roots.length === 0 ? [0] : roots.slice(1);
  return [...kin, ...wrongRoots.map((row) => divisionFault(city, row, said))];
};

/** The same code may stand again for another time, as when a town is renamed. */
const divisionsOnce: CityCheck = (city) => {
  const seen = new Map<string, number>();
  return city.get(divisionsFile).flatMap(({ code, valid_from: from = '' }, row) => {
    const first = seen.get(`${code} ${from}`);
    seen.set(`${code} ${from}`, row);
    if (first === undefined) return [];
    const line = city.lineOf(divisionsFile, [first]);
    return [
      divisionFault(city, row, [
        'division-twice',
        `代码 ${code} 已见于第 ${line} 行`,
        `code ${code} stands on line ${line} already`,
      ]),
    ];
  });
};

const boundaryKnown: CityCheck = (city) => {
  const known = new Set(city.get(divisionsFile).map(({ code }) => code));
  return city.get(boundaryFile).features.flatMap(({ properties: { code } }, index) =>
    known.has(code)
      ? []
      : [
          city.fault(boundaryFile, ['features', index, 'properties', 'code'], {
            code: 'organisations.division-unknown',
            message: { zh: `区划 ${code} 不存在`, en: `there is no division ${code}` },
          }),
        ],
  );
};

type Wrong = readonly [key: keyof CityOrganisation, ...said: Said];

const unknown = (key: keyof CityOrganisation, code: string): Wrong => [
  key,
  `${key}-unknown`,
  `${code} 不存在`,
  `there is no ${code}`,
];

interface Known {
  readonly divisions: ReadonlySet<string>;
  readonly organisations: ReadonlySet<string>;
}

function* wrongLinks(organisation: CityOrganisation, known: Known): Generator<Wrong> {
  const { division, parent, successor } = organisation;
  if (division && !known.divisions.has(division)) yield unknown('division', division);
  if (parent && !known.organisations.has(parent)) yield unknown('parent', parent);
  if (successor && !known.organisations.has(successor)) yield unknown('successor', successor);
}

function* wrongWords(organisation: CityOrganisation): Generator<Wrong> {
  const { successor, valid_from: from = '', valid_to: to, collected, reconstructed } = organisation;
  if (successor && !to)
    yield ['successor', 'end-missing', '有继任机构却没有撤销时间', 'it has a successor but no valid_to'];
  if (to && to <= from)
    yield ['valid_to', 'ends-before-start', '撤销时间不晚于设立时间', 'it ends no later than it begins'];
  if (reconstructed !== (collected === 'reconstructed')) {
    const zh = 'reconstructed 与 collected 不一致';
    yield ['collected', 'reconstructed-unmarked', zh, 'reconstructed and collected contradict each other'];
  }
}

const organisationsFit: CityCheck = (city) => {
  const { organisations } = city.get(organisationsFile);
  const known: Known = {
    divisions: new Set(city.get(divisionsFile).map(({ code }) => code)),
    organisations: new Set(organisations.map(({ code }) => code)),
  };
  return organisations.flatMap((organisation, index) =>
    [...wrongLinks(organisation, known), ...wrongWords(organisation)].map(([key, code, zh, en]) =>
      city.fault(organisationsFile, ['organisations', index, key], {
        code: `organisations.${code}`,
        message: { zh, en },
      }),
    ),
  );
};

const organisationsOnce: CityCheck = (city) => {
  const codes = city.get(organisationsFile).organisations.map(({ code }) => code);
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : [
          city.fault(organisationsFile, ['organisations', index, 'code'], {
            code: 'organisations.organisation-twice',
            message: { zh: `代码 ${code} 重复`, en: `code ${code} stands twice` },
          }),
        ],
  );
};

export const organisationCityChecks: readonly CityCheck[] = [
  divisionsFit,
  divisionsOnce,
  boundaryKnown,
  organisationsFit,
  organisationsOnce,
];
