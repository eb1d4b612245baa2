import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { FieldError } from '#kernel/problem';
import type { Form } from './contract.ts';
import type { Answers } from './definition.ts';
import { answerFaults, standing } from './rules.ts';
import { findForm, findForms } from './store.ts';

/** Forms that can be filled in now. */
export const publishedForms = (db: Db): Promise<Form[]> => findForms(db, 'published');

export const findPublishedForm = (db: Db, code: string): Promise<Form | undefined> =>
  findForm(db, code, 'published');

/** A version of a form, however old. */
export const findFormVersion = (db: Db, code: string, version: number): Promise<Form | undefined> =>
  findForm(db, code, version);

/**
 * For a module that keeps answers of its own to a form of this one: the answers to what is asked, and what is wrong with
 * them, by the rules by which forms are filled in.
 */
export function answersGiven(
  context: Context,
  { definition }: Pick<Form, 'definition'>,
  given: Answers,
): { readonly answers: Answers; readonly errors: readonly FieldError[] } {
  const stands = standing(definition, given, dayOf(context));
  return { answers: stands.answers, errors: answerFaults(stands) };
}
