import { Problem } from '../problem.ts';
import type { Text } from '../texts.ts';

export interface StoreProblem {
  readonly status: number;
  readonly code: string;
  readonly message: Text;
}

const full: StoreProblem = {
  status: 507,
  code: 'store.full',
  message: {
    zh: '磁盘已满，本次没有写入。请腾出空间后重试。',
    en: 'The disk is full and nothing of this was written. Free some space, then try again.',
  },
};
const timeout: StoreProblem = {
  status: 503,
  code: 'store.timeout',
  message: {
    zh: '数据库语句超过时限，已停止，没有写入。请缩小范围后重试。',
    en: 'The statement ran over its time and was stopped; nothing of it was written. Ask for less, then try again.',
  },
};
const unavailable: StoreProblem = {
  status: 503,
  code: 'store.unavailable',
  message: {
    zh: '数据库暂时不可用。未确认的写入没有保存，请稍后重试。',
    en: 'The database cannot be reached at the moment. What was not confirmed was not saved; try again shortly.',
  },
};

/** SQLSTATE codes (PostgreSQL, appendix A) and those of Node's sockets and files. */
const known = new Map<string, StoreProblem>([
  ['53100', full],
  ['ENOSPC', full],
  ['57014', timeout],
  ['53300', unavailable],
  ['57P01', unavailable],
  ['57P02', unavailable],
  ['57P03', unavailable],
  ['25006', unavailable],
  ['ECONNREFUSED', unavailable],
  ['ECONNRESET', unavailable],
  ['EPIPE', unavailable],
  ['ETIMEDOUT', unavailable],
  ['EHOSTUNREACH', unavailable],
  ['ENOTFOUND', unavailable],
  ['EAI_AGAIN', unavailable],
]);

/** node-postgres tells a lost connection in words only. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** One field of a database error, such as `code` or `constraint`. */
export function errorField(error: unknown, field: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : undefined;
}

/** The text of an embedded engine that met a full disk reaches us as an I/O error of the file system. */
const diskFull = /No space left on device/;

/**
 * Tells a condition of the store (full, out of time, out of reach) from an error of the caller.
 * @returns what to tell the caller, or undefined when the error is not the store's condition
 */
export function storeProblem(error: unknown): StoreProblem | undefined {
  if (error instanceof Problem) {
    const ours = error.code.startsWith('store.');
    return ours ? { status: error.status, code: error.code, message: error.detail } : undefined;
  }
  if (error instanceof AggregateError) return storeProblem(error.errors[0]);
  return byCode(errorField(error, 'code') ?? '') ?? byWords(error);
}

/** Class 08 of SQLSTATE is "connection exception" as a whole. */
const byCode = (code: string): StoreProblem | undefined =>
  known.get(code) ?? (code.startsWith('08') ? unavailable : undefined);

function byWords(error: unknown): StoreProblem | undefined {
  const message = error instanceof Error ? error.message : '';
  if (diskFull.test(message)) return full;
  return lostConnection.test(message) ? unavailable : undefined;
}

/** The error as callers shall see it: a Problem for a condition of the store, else unchanged. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const found = storeProblem(error);
  if (!found) return error;
  return Object.assign(new Problem(found.status, found.code, found.message), { cause: error });
}

export const fullProblem = (cause?: unknown): Problem =>
  Object.assign(new Problem(full.status, full.code, full.message), { cause });

export const timeoutProblem = (): Problem => new Problem(timeout.status, timeout.code, timeout.message);

export const unavailableProblem = (cause?: unknown): Problem =>
  Object.assign(new Problem(unavailable.status, unavailable.code, unavailable.message), { cause });

/** A row with this key is already there (23505), if told by this very constraint. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  errorField(error, 'code') === '23505' &&
  (constraint === undefined || errorField(error, 'constraint') === constraint);

/** The database asks to run the transaction again: 40001 serialization failure, 40P01 deadlock. */
export const mayRetry = (error: unknown): boolean =>
  ['40001', '40P01'].includes(errorField(error, 'code') ?? '');
