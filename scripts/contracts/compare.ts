import { majorOf } from './schema-text.ts';

/** What is wrong with a checked-in contract; undefined when it says what the platform does. */
export function difference(file: string, checkedIn: string | undefined, made: string): string | undefined {
  if (checkedIn === undefined) return `${file} is not there`;
  if (checkedIn === made) return undefined;
  const [before, after] = [checkedIn.split('\n'), made.split('\n')];
  const at = after.findIndex((line, index) => line !== before[index]);
  const line = at < 0 ? after.length : at;
  const [was, is] = [before[line] ?? '', after[line] ?? ''];
  const from = firstDifference(was, is);
  return `${file} differs from line ${line + 1}: "${around(was, from)}" is "${around(is, from)}" now`;
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

const SHOWN = 80;

/** A line can be long: what stands on both sides of a place. */
const around = (line: string, at: number): string =>
  `${at > SHOWN ? '…' : ''}${line.slice(Math.max(0, at - SHOWN), at + SHOWN)}${at + SHOWN < line.length ? '…' : ''}`;

/** A schema printed by another version of PostgreSQL is worded otherwise, so that the two cannot be compared. */
export function comparable(checkedIn: string | undefined, made: string | undefined): boolean {
  if (made === undefined) return false;
  return checkedIn === undefined || majorOf(checkedIn) === undefined || majorOf(checkedIn) === majorOf(made);
}
