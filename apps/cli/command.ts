import type { ParseArgsConfig } from 'node:util';
import type { Text } from '#kernel/texts';

export type Options = NonNullable<ParseArgsConfig['options']>;
export type Given = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** What a command hands back: lines for people, the same as data for `--json`, and whether all was well. */
export interface Said {
  readonly lines: readonly string[];
  readonly data: unknown;
  readonly failed?: boolean;
}

/** One word (or two) after `yj`. */
export interface Command {
  run(given: Given, rest: readonly string[]): Promise<Said>;
}

/** What is said of a command, and where its code lies. */
export interface ListedCommand {
  /** `city check` */
  readonly name: string;
  /** What follows the name: `FOLDER`. */
  readonly usage: string;
  readonly summary: Text;
  readonly options: Options;
  load(): Promise<Command>;
}

/** Options that every command of an exchange node knows. */
export const nodeOptions = { data: { type: 'string' } } as const satisfies Options;

/** A wrong call: told with the command's usage, exit code 2. */
export class UsageError extends Error {}

/** @throws UsageError when the option is missing */
export function required(given: Given, name: string): string {
  const value = given[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name}: 必须给出 · is required`);
  return value;
}

export const several = (given: Given, name: string): string[] => {
  const value = given[name];
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? [value] : [];
};
