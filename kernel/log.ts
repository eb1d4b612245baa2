import { pino, type Logger } from 'pino';

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

/**
 * The structured log: one JSON object a line on standard output.
 * @param level least level that is written
 */
export const openLog = (level: string): Logger =>
  pino({
    level,
    redact: {
      paths: personal.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[withheld]',
    },
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  });
