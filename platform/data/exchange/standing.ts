import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { digestOf, termsOf, type Terms } from './odrl.ts';
import { wayNames, type Way } from './names.ts';
import { purposeCode } from './rules.ts';
import { findStanding, type Standing } from './store.ts';
import { texts } from './texts.ts';

export interface InForce {
  readonly terms: Terms;
  readonly digest: string;
}

const gone = (code: string, detail: Text): Problem => new Problem(403, `exchange.${code}`, detail);

/** @throws Problem 403 `exchange.recalled`, `.replaced`; 500 `exchange.tampered` */
function requireWhole({ id, state, document, digest, recalledWhy, replacedBy }: Standing): void {
  if (state === 'recalled') throw gone('recalled', fill(texts.recalled, { id, why: recalledWhy ?? '—' }));
  if (state === 'replaced') throw gone('replaced', fill(texts.replaced, { id, by: replacedBy ?? '—' }));
  if (digestOf(document) !== digest)
    throw new Problem(500, 'exchange.tampered', fill(texts.tampered, { id }));
}

/** Documents that were read, by their digests: the same text says the same. */
const termsRead = new Map<string, Terms>();
const mostRead = 500;

function termsIn({ document, digest }: Standing): Terms {
  const known = termsRead.get(digest);
  if (known) return known;
  const terms = termsOf(document);
  if (termsRead.size >= mostRead) termsRead.clear();
  termsRead.set(digest, terms);
  return terms;
}

/** The dataset that an agreement speaks of; undefined for one by which nobody may read. */
export const datasetIn = (found: Standing): string | undefined =>
  found.state === 'in-force' && digestOf(found.document) === found.digest
    ? termsIn(found).dataset
    : undefined;

/**
 * An agreement as it was found, for whoever reads by it; another's is not there.
 * @throws Problem 404; 403 `exchange.recalled`, `.replaced`, `.ended`; 500 `exchange.tampered`
 */
export function requireInForce(context: Context, id: string, found: Standing | undefined): InForce {
  const own = context.actor.organisation;
  if (!found || found.consumer !== own) throw notFound(texts.agreement, id);
  requireWhole(found);
  const terms = termsIn(found);
  // The document's own parties and dates count, whatever stands in the row beside it.
  if (terms.consumer !== own) throw notFound(texts.agreement, id);
  const { from, until } = terms;
  const today = dayOf(context);
  if (found.state !== 'in-force' || today < from || today > until)
    throw gone('ended', fill(texts.ended, { id, from, until }));
  return { terms, digest: found.digest };
}

/**
 * The agreement by which a consumer reads at this moment, as its document says.
 * @throws Problem as {@link requireInForce}
 */
export const inForce = async (context: Context, id: string): Promise<InForce> =>
  requireInForce(context, id, await findStanding(context.db, id));

/**
 * That an error may be reported by this person or program. People report what their system showed them, so neither the
 * system nor a purpose is asked for; a purpose that is stated must be the agreed one.
 * @throws Problem 403 `exchange.other-purpose`, `identity.contractor-personal`
 */
export function requireReporter({ actor, purpose }: Context, { id, purpose: agreed }: Terms): void {
  if (actor.kind === 'contractor') throw new Problem(403, 'identity.contractor-personal', texts.contractor);
  if (purpose && purposeCode(purpose) !== agreed)
    throw gone('other-purpose', fill(texts.otherPurpose, { id, purpose: agreed }));
}

/** @throws Problem 403 `exchange.other-way` */
export function requireWay({ id, way }: Terms, asked: Way): void {
  if (way === asked) return;
  throw gone('other-way', fill(texts.otherWay, { id, way: wayNames[way], asked: wayNames[asked] }));
}

/**
 * That this reader, for this purpose, is the one the agreement speaks of.
 * @throws Problem 400 `exchange.purpose-missing`; 403 `exchange.other-purpose`, `exchange.other-system`,
 *   `identity.contractor-personal`
 */
export function requireReader({ actor, purpose }: Context, { id, system, purpose: agreed }: Terms): void {
  if (actor.kind === 'contractor') throw new Problem(403, 'identity.contractor-personal', texts.contractor);
  if (system !== null && actor.id !== system) throw gone('other-system', fill(texts.otherSystem, { id }));
  if (!purpose) throw new Problem(400, 'exchange.purpose-missing', texts.purposeMissing);
  if (purposeCode(purpose) !== agreed)
    throw gone('other-purpose', fill(texts.otherPurpose, { id, purpose: agreed }));
}
