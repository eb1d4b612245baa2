import type { Dataset, DatasetField } from '#platform/data/catalogue';
import type { Check } from './checks.ts';
import type { FieldProfile } from './profile-contract.ts';
import type { RuleDraft } from './rules-contract.ts';
import type { Rule } from './rule.ts';

/** Fewer rows say nothing of those that will come. */
const enough = 20;
const fewValues = 12;
/** Rows that each of few values has on average, at least. */
const oftenEach = 10;
const mostDates = 4;

/** What a batch was seen to hold in a field. */
interface Seen {
  readonly profile: FieldProfile;
  readonly field: DatasetField;
}

const block = new Set<Check['kind']>(['required', 'citizen-id', 'credit-code', 'unique']);

/** Kinds whose form a field's texts may have, by the shape of all of them. */
function forms({ profile, field }: Seen): Check['kind'][] {
  const { shortest, longest } = profile;
  const between = (least: number, most: number) => (shortest ?? 0) >= least && (longest ?? 0) <= most;
  if (field.type === 'citizen-id' || field.type === 'credit-code' || field.type === 'mobile')
    return [field.type];
  if (field.type !== 'text') return [];
  return [
    ...(between(15, 18) ? (['citizen-id', 'credit-code'] as const) : []),
    ...(between(9, 10) ? (['organisation-code'] as const) : []),
    ...(between(11, 11) ? (['mobile'] as const) : []),
    ...(between(7, 8) ? (['plate'] as const) : []),
    ...(between(16, 19) ? (['bank-card'] as const) : []),
  ];
}

const isFew = ({ profile, field }: Seen, present: number): boolean =>
  field.type === 'text' &&
  !profile.personal &&
  profile.distinct >= 2 &&
  profile.distinct <= fewValues &&
  profile.distinct * oftenEach <= present;

const isConstant = ({ profile, field }: Seen): boolean =>
  field.type === 'text' && profile.shortest === profile.longest && (profile.longest ?? 0) > 1;

/** What follows from the values of one field. */
function ofValues(seen: Seen, present: number): Check[] {
  const { field, top, longest } = seen.profile;
  if (isFew(seen, present)) return [{ kind: 'in', field, values: top.map(({ value }) => value).toSorted() }];
  return given(isConstant(seen), { kind: 'length', field, least: longest ?? 0, most: longest ?? 0 });
}

function ofType({ profile: { field }, field: { type } }: Seen): Check[] {
  if (type === 'date') return [{ kind: 'range', field, from: '1900-01-01', to: 'today' }];
  return given(type === 'number' || type === 'integer', { kind: 'range', field, from: '0' });
}

function ofField(seen: Seen, rows: number): Check[] {
  const { field, missing, distinct } = seen.profile;
  const present = rows - missing;
  if (present < enough) return [];
  return [
    ...given(missing === 0, { kind: 'required', field }),
    ...given(distinct === present, { kind: 'unique', fields: [field] }),
    ...ofValues(seen, present),
    ...forms(seen).map((kind) => ({ kind, field }) as Check),
    ...ofType(seen),
    ...given(missing > 0, { kind: 'missing-share', field, most: roomFor((100 * missing) / rows) }),
  ];
}

const given = (when: boolean, check: Check): Check[] => (when ? [check] : []);

/** Half as much again, in whole per cents. */
const roomFor = (percent: number): number => Math.min(100, Math.ceil(percent * 1.5));

function ofPairs({ fields }: Dataset): Check[] {
  const dates = fields.filter(({ type }) => type === 'date').slice(0, mostDates);
  const citizen = fields.find(({ type }) => type === 'citizen-id');
  const pairs = dates.flatMap((one) =>
    dates.flatMap((other) =>
      one === other ? [] : [{ kind: 'order', earlier: one.name, later: other.name } as const],
    ),
  );
  const births = citizen
    ? dates.map(
        ({ name }) =>
          ({ kind: 'agrees-with-citizen-id', field: name, citizenId: citizen.name, part: 'birth' }) as const,
      )
    : [];
  return [...pairs, ...births];
}

/** What two rules have in common when they ask the same of the same fields. */
const sameAs = (check: Check): string => JSON.stringify(Object.entries(check).toSorted());

const asksAlready = (rules: readonly Rule[]) => {
  const same = new Set(rules.map(({ check }) => sameAs(check)));
  const kinds = new Set(
    rules.flatMap(({ check }) => ('field' in check ? [`${check.kind} ${check.field}`] : [])),
  );
  return (check: Check): boolean =>
    same.has(sameAs(check)) || ('field' in check && kinds.has(`${check.kind} ${check.field}`));
};

/** Rules that a batch may suggest and that are not in force; whether it bears them out is for the check to say. */
export function candidates(
  dataset: Dataset,
  profiles: readonly FieldProfile[],
  { rows, rules }: { readonly rows: number; readonly rules: readonly Rule[] },
): RuleDraft[] {
  const known = asksAlready(rules);
  const seen = dataset.fields.flatMap((field): Seen[] => {
    const profile = profiles.find((each) => each.field === field.name);
    return profile ? [{ profile, field }] : [];
  });
  const checks: Check[] = [
    ...seen.flatMap((each) => ofField(each, rows)),
    ...(rows >= enough ? ofPairs(dataset) : []),
    ...(rows >= enough ? [{ kind: 'row-change', down: 50, up: 100 } as const] : []),
  ];
  return checks
    .filter((check) => !known(check))
    .map((check) => ({
      dataset: dataset.code,
      check,
      severity: block.has(check.kind) ? 'block' : 'warn',
      days: 10,
    }));
}
