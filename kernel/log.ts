import { destination, pino, type Logger } from 'pino';

/** What modules may say. Fields are identifiers and counts, never personal data. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  child(fields: Readonly<Record<string, unknown>>): Log;
}

/** Names of fields that may hold something about a person: struck out wherever they stand, three levels deep. */
const personal = [
  'name',
  'idNumber',
  'citizenId',
  'phone',
  'mobile',
  'address',
  'password',
  'secret',
  'token',
  'cookie',
  'authorization',
];

const sqlState = /^[0-9A-Z]{5}$/;

/**
 * As the log writes it: an error without what it quotes: a database tells the row that it refuses (`detail`, `where`) and puts the value into
 * its message, and a row may be somebody's.
 */
export function errorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error;
  const { code, constraint, table, column } = error as Error & Readonly<Record<string, unknown>>;
  const ofDatabase = typeof code === 'string' && sqlState.test(code);
  const said = (text: string): string =>
    ofDatabase ? text.replaceAll(/: "[^\n]*"|= ?\([^)\n]*\)/g, ' …') : text;
  return {
    type: error.name,
    message: said(error.message),
    stack: said(error.stack ?? ''),
    code,
    constraint,
    table,
    column,
    ...(error.cause === undefined ? {} : { cause: errorOf(error.cause) }),
  };
}

/**
 * The structured log: one JSON object a line.
 * @param level least level that is written
 * @param to 1: standard output; 2: standard error, where a command's own answer goes to the output
 */
export const openLog = (level: string, to: 1 | 2 = 1): Logger => {
  const options = {
    level,
    redact: {
      paths: personal.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[withheld]',
    },
    serializers: { err: errorOf },
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  // Left to itself it writes where the process says that its output goes, also when that is led elsewhere.
  return to === 1 ? pino(options) : pino(options, destination(to));
};
