import type { Permission } from '#kernel/operation';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { AnyRecord, RowMeta } from '#kernel/record';
import type { Text } from '#kernel/texts';
import type { PaperAsked } from '#platform/base/documents';
import type { TaskTerm } from '#platform/base/tasks';

/** Where a rule or an act stands: the row is locked until the transaction ends. */
export interface At<W, N = unknown> {
  readonly context: Context;
  readonly tx: Db;
  readonly row: W;
  /** What the process says it needs beside each row. */
  readonly with: N;
  /** How other organs are asked about it: its key among all matters, whose it is, that it is simulated. */
  readonly about: { readonly matter: string; readonly organisation: string; readonly simulated: boolean };
}

/** What waits for a person while a matter is in a state. */
export interface Waits<W> {
  /** Its places are filled with the row's label, by the name of that field: `{receipt}`. */
  readonly title: Text;
  /** Whoever handed it in; the organisation that deals with it when absent. */
  readonly for?: 'applicant';
  /** Working days, or another clock of tasks. */
  readonly clock: number | TaskTerm;
  /** A date of the row in place of the clock. */
  dueAt?(row: W): string | null | undefined;
}

export interface StateRule<W, N = unknown> {
  readonly title: Text;
  readonly waits?: Waits<W>;
  /** The clock of the task before stands while this lasts, and runs on when it goes back; the law or rule by which it may. */
  readonly pauses?: Text;
  /** Nothing comes after it. */
  readonly ends?: true;
  /** The decision as a paper; its issuer is the organisation. */
  paper?(row: W, needed: N): { readonly template: string; readonly values: PaperAsked['values'] };
  /** What else happens as it is come to, in the same transaction: what other organs began ends with the matter, say. */
  enter?(at: At<W, N>): Promise<void>;
}

/** @typeParam Said what is said with the act @typeParam C fields that it may change @typeParam N what is needed beside a row */
export interface ActRule<W, S extends string, Said, C, N> {
  readonly in: readonly S[];
  /** Who deals with it, never with a matter of one's own; or it is the applicant's to do. */
  readonly by: 'officer' | 'applicant';
  /** In place of the process' own permission. */
  readonly permission?: Permission;
  /** Decides: what the next version says otherwise; nothing when there is nothing to change. Refuses by throwing a Problem. */
  do(at: At<W, N>, said: Said): Promise<C | undefined>;
  /** The decision is printed as the paper of the state that it came to, once however often it is asked. */
  readonly prints?: true;
  /** What cannot be in the transaction: a bank is asked. Done soon after, until it is done; safe to be done again. */
  after?(context: Context, row: W): Promise<void>;
}

/** Fields of the row that say whose it is. */
export interface Parties<F extends string> {
  /** The organisation that deals with it. */
  readonly organisation: F;
  /** The account that handed it in. */
  readonly account: F;
  /** For whom: key of the person or company in its register; where there is none it is the account's own. */
  readonly applicant?: F;
  /**
   * The organisation that handed it in, where it is the matter of an organisation and not of its clerk: whoever of it may
   * apply does what is the applicant's to do, and what waits for the applicant waits for the organisation.
   */
  readonly unit?: F;
  /** The decision as a paper that its applicant may open. */
  readonly paper?: F;
}

/** What is read of any process, whatever its record. */
export interface AnyRow {
  readonly state: string;
  readonly why?: string | null;
  readonly meta: RowMeta;
  readonly [field: string]: unknown;
}

/** A process without its types: what the organ itself works with. */
export interface Flow {
  readonly record: AnyRecord;
  readonly parties: Parties<string>;
  readonly permission: Permission;
  readonly applies: Permission;
  readonly notNow: Text;
  readonly own: Text;
  readonly page: string;
  readonly states: Readonly<Record<string, StateRule<AnyRow>>>;
  needs?(context: Context, db: Db, row: AnyRow): Promise<unknown>;
  readonly acts: Readonly<
    Record<
      string,
      ActRule<AnyRow, string, { readonly act: string }, Readonly<Record<string, unknown>>, unknown>
    >
  >;
  title?(row: AnyRow, needed: unknown): Text;
}

export const keyOf = ({ record }: Flow, row: AnyRow): string => String(row[record.key]);
export const matterOf = ({ record }: Flow, key: string): string => `${record.id}:${key}`;

/** Where a row stands, for its rules and acts. @throws Error when what it needs is not there */
export async function atOf(flow: Flow, context: Context, tx: Db, row: AnyRow): Promise<At<AnyRow>> {
  const needed = await flow.needs?.(context, tx, row);
  const matter = matterOf(flow, keyOf(flow, row));
  if (flow.needs && needed === undefined) throw new Error(`${matter} lacks what its process needs`);
  const organisation = String(row[flow.parties.organisation]);
  return { context, tx, row, with: needed, about: { matter, organisation, simulated: row.meta.simulated } };
}

/** An act of who deals with the matter, in these states. */
export const officer = <W, S extends string, Said, C, N>(
  states: readonly S[],
  decides: ActRule<W, S, Said, C, N>['do'],
  more: Pick<ActRule<W, S, Said, C, N>, 'after' | 'prints' | 'permission'> = {},
): ActRule<W, S, Said, C, N> => ({ ...more, in: states, by: 'officer', do: decides });

/** An act of whoever handed it in, or acts for them. */
export const applicant = <W, S extends string, Said, C, N>(
  states: readonly S[],
  decides: ActRule<W, S, Said, C, N>['do'],
  more: Pick<ActRule<W, S, Said, C, N>, 'after'> = {},
): ActRule<W, S, Said, C, N> => ({ ...more, in: states, by: 'applicant', do: decides });
