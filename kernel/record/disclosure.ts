import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import { openFor, rowsFor, subjectField } from '../policy/policy.ts';
import { toFlag, toPostgres } from '../policy/postgres.ts';
import { anyOf, isOfRelations, relationsIn, waysOf, type Predicate } from '../policy/predicate.ts';
import { classesFor } from '../policy/purpose.ts';
import { standingRelations } from '../policy/relations.ts';
import { personalClasses, type PersonalClass } from '../policy/rights.ts';
import { Problem } from '../problem.ts';
import { revealRights } from './define.ts';
import { maskValue } from './mask.ts';
import type { PlannedField, RecordPlan } from './plan.ts';
import type { Condition } from './scope.ts';

/** What a reader gets to see of the personal fields of a record. */
export interface Disclosure {
  /** Whether fields were asked for unmasked, and some rows show them so. */
  readonly revealed: boolean;
  /** The rows in which each class is shown unmasked. */
  readonly open: Readonly<Record<PersonalClass, Predicate>>;
  /** The flags of relations that open each class, where a row is asked about the relation in any case. */
  readonly opening: Readonly<Record<PersonalClass, readonly string[]>>;
  /** What the select list of `plan.select` goes on with, so that each row says what is open in it. */
  readonly flags: RawBuilder<unknown>;
}

/** Where `flags` puts what is open in a row. */
export const flagOf = (of: PersonalClass): string => `metaOpen_${of}`;

/** Where `flags` puts by which relation a row came. */
export const relationFlag = (index: number): string => `metaRelation_${index}`;

const everything: Disclosure['open'] = { personal: true, sensitive: true };
const nothing: Disclosure['open'] = { personal: false, sensitive: false };
const byNoRelation: Disclosure['opening'] = { personal: [], sensitive: [] };

/** Nothing masked: for a module's own reckoning. */
export const unmasked: Disclosure = { revealed: true, open: everything, opening: byNoRelation, flags: sql`` };

/** The rows in which the reader's rights open a class, for whatever purpose. */
const openable = (plan: RecordPlan, context: Context, of: PersonalClass): Predicate =>
  openFor(plan.record, context.actor, of);

/** Whether the reader may see some personal field of some row unmasked. */
export const mayReveal = (plan: RecordPlan, context: Context): boolean =>
  plan.personal.length === 0 || personalClasses.some((of) => openable(plan, context, of) !== false);

type Related = Extract<Predicate, { readonly related: string }>;

/** Relations by which rows come to this reader: each row says by which, so that the ledger can tell. */
function relationsUsed(plan: RecordPlan, context: Context): readonly Related[] {
  if (plan.personal.length === 0) return [];
  const { read, relations = [], needs = [] } = plan.record.rights;
  const scoped = rowsFor(plan.record, context.actor, read);
  const used = scoped === true ? needs : [...relations, ...needs];
  return used.map(({ kind, by }) => ({ related: kind, by: by ?? subjectField(plan.record) }));
}

const isSame = (one: Predicate, { related, by }: Related): boolean =>
  typeof one === 'object' && 'related' in one && one.related === related && one.by === by;

/** A disclosure with what each row is asked: every relation once, however many things hang on it. */
function disclosed(
  plan: RecordPlan,
  context: Context,
  { revealed, open }: Pick<Disclosure, 'revealed' | 'open'>,
): Disclosure {
  const used = relationsUsed(plan, context);
  const openingOf = (of: PersonalClass): string[] =>
    used.flatMap((each, index) =>
      waysOf(open[of]).some((way) => isSame(way, each)) ? [relationFlag(index)] : [],
    );
  const besidesOf = (of: PersonalClass): Predicate =>
    anyOf(waysOf(open[of]).filter((way) => !used.some((each) => isSame(way, each))));
  const classes = personalClasses
    .map((of) => ({ of, besides: besidesOf(of) }))
    .filter(({ besides }) => typeof besides !== 'boolean')
    .map(({ of, besides }) => sql`, ${toFlag(plan, context, besides)} as ${sql.id(flagOf(of))}`);
  const relations = used.map(
    (each, index) =>
      sql`, case when ${toFlag(plan, context, each)} then ${each.related}::text end as ${sql.id(relationFlag(index))}`,
  );
  return {
    revealed,
    open,
    opening: { personal: openingOf('personal'), sensitive: openingOf('sensitive') },
    flags: sql.join([...classes, ...relations], sql``),
  };
}

/** Everything masked. */
export const closed = (plan: RecordPlan, context: Context): Disclosure =>
  disclosed(plan, context, { revealed: false, open: nothing });

/** Whether anything opens a field to this reader: a right, or a relation that stands. */
async function opensAnything(plan: RecordPlan, context: Context): Promise<boolean> {
  const open = personalClasses.map((of) => openable(plan, context, of));
  if (open.some((each) => each === true || !isOfRelations(each))) return true;
  return (await standingRelations(context, open.flatMap(relationsIn))).length > 0;
}

async function requireRevealRight(plan: RecordPlan, context: Context): Promise<void> {
  const { title, rights } = plan.record;
  if (await opensAnything(plan, context)) return;
  throw new Problem(
    403,
    'records.may-not-reveal',
    {
      zh: `您没有查看${title.zh}中个人信息原文的权限。脱敏内容仍可查看。`,
      en: `You lack the right to see the personal fields of ${title.en} unmasked. Masked, they stay open to you.`,
    },
    { permission: revealRights(rights)[0] },
  );
}

/**
 * Decides what of the personal fields is shown, by the reader's rights, relations and stated purpose.
 * @param reveal whether the reader asks for them unmasked
 * @throws Problem 403 `records.may-not-reveal` `records.purpose-unfit`, 400 `records.purpose-missing`
 */
export async function disclose(
  plan: RecordPlan,
  context: Context,
  reveal: boolean,
  purpose: string | undefined = context.purpose,
): Promise<Disclosure> {
  if (!reveal || plan.personal.length === 0) return closed(plan, context);
  await requireRevealRight(plan, context);
  if (!purpose?.trim())
    throw new Problem(400, 'records.purpose-missing', {
      zh: '查看个人信息原文须写明用途（x-purpose）。',
      en: 'State why the personal fields are needed unmasked (x-purpose).',
    });
  const classes = await classesFor(context, plan.record, purpose);
  const openOf = (of: PersonalClass): Predicate => classes.includes(of) && openable(plan, context, of);
  const open = { personal: openOf('personal'), sensitive: openOf('sensitive') };
  return disclosed(plan, context, { revealed: true, open });
}

/** A row as it was read, with its flags. */
export type Flagged = Readonly<Record<string, unknown>>;

/** The fields of a row that this reader sees masked, in the order of the record. */
export const maskedIn = (
  plan: RecordPlan,
  { open, opening }: Pick<Disclosure, 'open' | 'opening'>,
  raw: Flagged,
): readonly PlannedField[] =>
  plan.personal.filter(({ field }) => {
    const of = field.sensitivity as PersonalClass;
    const isOpen =
      open[of] === true ||
      raw[flagOf(of)] === true ||
      opening[of].some((flag) => typeof raw[flag] === 'string');
    return !isOpen;
  });

/** Whether something personal of a row is shown as it is. @param fields those that are shown at all; all when absent */
export function isClear(
  plan: RecordPlan,
  disclosure: Pick<Disclosure, 'open' | 'opening'>,
  raw: Flagged,
  fields: readonly PlannedField[] = plan.personal,
): boolean {
  const masked = new Set(maskedIn(plan, disclosure, raw));
  return fields.some((each) => each.personal && !masked.has(each) && (raw[each.name] ?? null) !== null);
}

/** Masks the values of a row in place. @param raw the row as it was read, with its flags */
export function maskRow(
  plan: RecordPlan,
  values: Record<string, unknown>,
  raw: Flagged,
  disclosure: Disclosure,
): readonly PlannedField[] {
  const masked = maskedIn(plan, disclosure, raw);
  for (const { name, field } of masked) values[name] = maskValue(values[name], field.mask);
  return masked;
}

function mayNotFilter(personal: readonly PlannedField[]): Problem {
  const label = personal[0]?.field.label;
  return new Problem(
    403,
    'records.may-not-filter',
    {
      zh: `按“${label?.zh}”查询会泄露个人信息，须有查看原文的权限。请去掉此条件。`,
      en: `To search or order by "${label?.en}" would disclose personal data and needs the right to see it. Leave it out.`,
    },
    { fields: personal.map(({ name }) => name) },
  );
}

/**
 * Nothing personal is guessed through a filter or a search: where the reader may see a field unmasked in some rows
 * only, its value is asked of these rows alone.
 * @returns the condition under which the field may be asked; undefined for no condition
 * @throws Problem 403 `records.may-not-filter`
 */
export function filterable(plan: RecordPlan, context: Context, each: PlannedField): Condition | undefined {
  if (!each.personal) return undefined;
  const open = openable(plan, context, each.field.sensitivity as PersonalClass);
  if (open === false) throw mayNotFilter([each]);
  return open === true ? undefined : toPostgres(plan, context, open);
}

/** The rows in which the reader may ask for fields of a class, as SQL: for whoever makes a statement of their own. */
export const openCondition = (plan: RecordPlan, context: Context, of: PersonalClass): Condition =>
  toPostgres(plan, context, openable(plan, context, of));

/** Whether a field may be asked for at all. */
export const isAskable = (plan: RecordPlan, context: Context, each: PlannedField): boolean =>
  !each.personal || openable(plan, context, each.field.sensitivity as PersonalClass) !== false;

/** Whether rows may be put in the order of a field: only where every row shows it. */
export const isOrderable = (plan: RecordPlan, context: Context, each: PlannedField): boolean =>
  !each.personal || openable(plan, context, each.field.sensitivity as PersonalClass) === true;

/** @throws Problem 403 `records.may-not-filter` */
export function requireOrderable(plan: RecordPlan, context: Context, each: PlannedField): void {
  if (!isOrderable(plan, context, each)) throw mayNotFilter([each]);
}
