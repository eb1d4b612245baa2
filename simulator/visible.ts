import type { TruthMistake } from './truth.ts';

/** First part of the ids of the city's rules for each dataset. */
const prefixes: Readonly<Record<string, string>> = {
  'gaj-population': 'population',
  'rsj-insured': 'insured',
  'wjkj-health-record': 'health',
  'scjg-company': 'company',
};

/** Rules that look for one row about each, by dataset; health records have none. */
const once: Readonly<Record<string, string>> = {
  'gaj-population': 'population.once',
  'rsj-insured': 'insured.once',
  'scjg-company': 'company.once',
};

/** Raised by the registers when one number comes with another name and another day. */
export const conflictRule = 'registers.same-number-other-entity';

/** The same, told to the owner of the row that the register believes. */
export const claimedRule = 'registers.number-claimed-by-other';

/** Raised by the registers for an address whose village does not lie in the town that it names. */
const addressRule = 'registers.address-unknown';

type Rules = (mistake: TruthMistake, prefix: string) => readonly (string | undefined)[];

const isCompany = ({ dataset }: TruthMistake): boolean => dataset === 'scjg-company';

const byNumber: Rules = (mistake, prefix) => [
  isCompany(mistake) ? 'company.credit-code' : `${prefix}.citizen-id`,
];

const byForm =
  (form: string): Rules =>
  ({ dataset, field }) => [`${dataset}.${field.toLowerCase()}.${form}`];

/** A day that the calendar lacks cannot be read; another day contradicts the number, where there is one that tells it. */
const bySwap: Rules = (mistake, prefix) => {
  const isReadable = Number(mistake.written.slice(4, 6)) <= 12;
  if (!isReadable) return byForm('type')(mistake, prefix);
  return isCompany(mistake) ? [] : [`${prefix}.birth-agrees`];
};

const rules: Readonly<Record<string, Rules>> = {
  'number-transposed': byNumber,
  'number-check': byNumber,
  'number-of-another': (mistake, prefix) =>
    isCompany(mistake) ? [once['scjg-company'], conflictRule] : [`${prefix}.birth-agrees`, conflictRule],
  'code-unknown': byForm('code'),
  'code-by-short-name': (mistake, prefix) => (isCompany(mistake) ? byForm('code')(mistake, prefix) : []),
  'day-before-birth': (_mistake, prefix) => [
    prefix === 'insured' ? 'insured.after-birth' : `${prefix}.opened-after-birth`,
  ],
  'day-in-future': () => ['company.established'],
  'value-missing': byForm('required'),
  'text-too-long': byForm('length'),
  'phone-short': (_mistake, prefix) => [`${prefix}.mobile`],
  'row-twice': ({ dataset }) => [once[dataset]],
  'day-month-swapped': bySwap,
  'address-in-another-town': () => [addressRule],
  'phone-shared': ({ dataset }) => (dataset === 'rsj-insured' ? ['insured.mobile-shared'] : []),
};

/**
 * Ids of the rules of which one sees this mistake; none for what only a comparison of sources could tell (a mistyped
 * name), and for what is put right without asking (full-width figures, fifteen digits, a code by its name).
 */
export function rulesThatSee(mistake: TruthMistake): string[] {
  const found = rules[mistake.kind]?.(mistake, prefixes[mistake.dataset] ?? '') ?? [];
  return found.filter((rule) => rule !== undefined);
}

/**
 * Rules that a mistake may break besides: a stranger's number disagrees in sex and appears twice, a wrong day may
 * lie behind another. Those of `once` show on the rows of the other side too, which are in order.
 */
export const alsoBroken =
  /\.(sex-agrees|once|after-birth|opened-after-birth|birth-range|birth-agrees|established)$/;

/** Rules whose findings may stand on a row in order, because of another row. */
export const brokenByOthers: ReadonlySet<string> = new Set(Object.values(once));

/** Mistakes that hold a row back from its register, wherever a rule sees them. */
export const holdsBack = ({ kind, dataset }: TruthMistake): boolean =>
  !['phone-short', 'phone-shared', 'code-by-short-name', 'address-in-another-town'].includes(kind) &&
  !(kind === 'row-twice' && dataset !== 'gaj-population' && dataset !== 'scjg-company') &&
  !(kind === 'code-unknown' && dataset !== 'gaj-population');
