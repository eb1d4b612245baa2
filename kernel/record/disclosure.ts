import { may } from '../actor.ts';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { LedgerEntry } from '../ports.ts';
import { Problem } from '../problem.ts';
import { maskValue } from './mask.ts';
import type { PlannedField, RecordPlan } from './plan.ts';

/** What a reader gets to see of the personal fields of a record. */
export interface Disclosure {
  readonly revealed: boolean;
  /** Fields shown masked, in the order of the record. */
  readonly masked: readonly PlannedField[];
  readonly maskedNames: readonly string[];
}

export const mayReveal = (plan: RecordPlan, context: Context): boolean =>
  plan.personal.length === 0 ||
  (plan.record.rights.reveal !== undefined && may(context.actor, plan.record.rights.reveal));

function requireRevealRight(plan: RecordPlan, context: Context, purpose: string | undefined): void {
  const { title, rights } = plan.record;
  if (!mayReveal(plan, context))
    throw new Problem(
      403,
      'records.may-not-reveal',
      {
        zh: `您没有查看${title.zh}中个人信息原文的权限。脱敏内容仍可查看。`,
        en: `You lack the right to see the personal fields of ${title.en} unmasked. Masked, they stay open to you.`,
      },
      { permission: rights.reveal },
    );
  if (!purpose?.trim())
    throw new Problem(400, 'records.purpose-missing', {
      zh: '查看个人信息原文须写明用途（x-purpose）。',
      en: 'State why the personal fields are needed unmasked (x-purpose).',
    });
}

/**
 * Decides what of the personal fields is shown.
 * @param reveal whether the reader asks for them unmasked
 * @throws Problem 403 `records.may-not-reveal`, 400 `records.purpose-missing`
 */
export function disclose(
  plan: RecordPlan,
  context: Context,
  reveal: boolean,
  purpose: string | undefined = context.purpose,
): Disclosure {
  if (plan.personal.length === 0) return { revealed: false, masked: [], maskedNames: [] };
  if (reveal) {
    requireRevealRight(plan, context, purpose);
    return { revealed: true, masked: [], maskedNames: [] };
  }
  return { revealed: false, masked: plan.personal, maskedNames: plan.personal.map(({ name }) => name) };
}

/** Masks the values of a row in place. */
export function maskRow(values: Record<string, unknown>, disclosure: Disclosure): void {
  for (const { name, field } of disclosure.masked) values[name] = maskValue(values[name], field.mask);
}

/**
 * Nothing personal is guessed through a filter, an order or a search.
 * @throws Problem 403 `records.may-not-filter`
 */
export function requireFilterable(plan: RecordPlan, context: Context, used: readonly PlannedField[]): void {
  const personal = used.filter((each) => each.personal);
  const [first] = personal;
  if (!first || mayReveal(plan, context)) return;
  throw new Problem(
    403,
    'records.may-not-filter',
    {
      zh: `按“${first.field.label.zh}”查询会泄露个人信息，须有查看原文的权限。请去掉此条件。`,
      en: `To search or order by "${first.field.label.en}" would disclose personal data and needs the right to see it. Leave it out.`,
    },
    { fields: personal.map(({ name }) => name) },
  );
}

export interface Look {
  readonly operation: string;
  readonly keys: readonly string[];
  readonly revealed: boolean;
  readonly action?: LedgerEntry['action'];
  readonly purpose?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes the one ledger entry of a look at personal data; a record without such fields needs none. */
export async function noteLook(
  plan: RecordPlan,
  context: Context,
  look: Look,
  db: Db = context.db,
): Promise<void> {
  if (plan.personal.length === 0) return;
  const { operation, keys, revealed, action = 'read', purpose, detail } = look;
  await context.ledger(db, {
    action,
    resource: plan.record.id,
    subjects: keys,
    basis: revealed ? (plan.record.rights.reveal ?? plan.record.rights.read) : plan.record.rights.read,
    detail: { operation, fields: revealed ? 'revealed' : 'masked', count: keys.length, ...detail },
    ...(purpose === undefined ? {} : { purpose }),
  });
}
