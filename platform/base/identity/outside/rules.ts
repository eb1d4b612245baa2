import type { Level } from '../real-name/levels.ts';
import { readNumber } from '../real-name/number.ts';
import type { Provider } from './providers.ts';

/** Who came from a provider, as far as it tells. */
export interface Outsider {
  readonly level: Level;
  readonly name: string | undefined;
  /** Citizen identity number that is well formed. */
  readonly number: string | undefined;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

function levelOf(value: number): Level {
  if (value >= 3) return 3;
  return value >= 2 ? 2 : 1;
}

/** What the claims of a provider are worth here. Without a number nobody is more than who they say they are. */
export function readOutsider(
  { claims: names, levels, level }: Pick<Provider, 'claims' | 'levels' | 'level'>,
  claims: Readonly<Record<string, unknown>>,
): Outsider {
  const said = textOf(names.number === undefined ? undefined : claims[names.number]);
  const number = said === undefined ? undefined : readNumber(said);
  const word = textOf(claims[names.assurance]);
  const worth = (word === undefined ? undefined : levels[word]) ?? level;
  return {
    level: number === undefined ? 1 : levelOf(worth),
    name: textOf(claims[names.name])?.slice(0, 60),
    number,
  };
}

export interface Known {
  /** Account to which this subject of the provider is tied. */
  readonly linked: string | undefined;
  /** Account that is signed in in this browser. */
  readonly present: string | undefined;
  /** Account with the number that the provider tells, and how sure the city is of it. */
  readonly owner: { readonly account: string; readonly level: Level } | undefined;
  /** The account that would be signed in has another number. */
  readonly otherNumber: (account: string) => boolean;
}

export type Decision =
  | { readonly act: 'enter' | 'link'; readonly account: string }
  | { readonly act: 'create' }
  /** Two accounts claim one person: for somebody to look at. */
  | { readonly act: 'conflict'; readonly accounts: readonly string[] };

const conflict = (...accounts: (string | undefined)[]): Decision => ({
  act: 'conflict',
  accounts: [...new Set(accounts)].filter((each) => each !== undefined),
});

function unknownHere(outsider: Outsider, { present, owner }: Known): Decision {
  if (present !== undefined) return { act: 'link', account: present };
  if (!owner) return { act: 'create' };
  // Both sides have checked the number: it is the same person. Otherwise somebody may merely have typed it.
  return outsider.level >= 2 && owner.level >= 2
    ? { act: 'link', account: owner.account }
    : conflict(owner.account);
}

/** Who else claims the person whom the account would be. */
function rivals(target: string, { number }: Outsider, { owner, otherNumber }: Known): Decision | undefined {
  if (owner && owner.account !== target) return conflict(owner.account, target);
  return number !== undefined && otherNumber(target) ? conflict(target) : undefined;
}

/** What becomes of a sign-in at an outside provider. Pure: nothing is looked up here. */
export function decideOutside(outsider: Outsider, known: Known): Decision {
  const { linked, present } = known;
  if (linked !== undefined && present !== undefined && linked !== present) return conflict(linked, present);
  const target = linked ?? present;
  const rival = target === undefined ? undefined : rivals(target, outsider, known);
  if (rival) return rival;
  return linked === undefined ? unknownHere(outsider, known) : { act: 'enter', account: linked };
}
