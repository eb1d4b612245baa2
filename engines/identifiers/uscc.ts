import { organisationCodeCheck } from './organisation-code.ts';

/**
 * What is wrong with a unified social credit code; the first that is found, in this order.
 * `organisation`: its own check holds, but the organisation code inside (characters 9 to 17) fails GB 11714.
 */
export type UsccFault = 'length' | 'character' | 'region' | 'check' | 'organisation';

export interface UsccOptions {
  /** Is this six-digit division (100000 for the state itself) one that registers? Without it any six digits are. */
  isRegion?: (code: string) => boolean;
}

export interface Uscc {
  code: string;
  /** 1 establishment office, 5 civil affairs, 9 market regulation, Y other … (GB 32100 table 1). */
  registrar: string;
  /** Meaning depends on the registrar: 91 enterprise, 92 sole trader, 93 farmers' cooperative. */
  category: string;
  region: string;
  organisationCode: string;
}

/** GB 32100-2015 §4: thirty-one characters without I, O, S, V, Z; their values are their places. */
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^(i-1) mod 31 */
const USCC_WEIGHTS: readonly number[] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const WEIGHTS = Uint8Array.from(USCC_WEIGHTS);
/** The largest value that may stand at each place: digits in the six of the region. */
const HIGHEST = Uint8Array.from(WEIGHTS, (_, at) => (at >= 2 && at < 8 ? 9 : 30));
const ABSENT = 255;
const VALUES = new Uint8Array(128).fill(ABSENT);
for (let value = 0; value < USCC_ALPHABET.length; value++) VALUES[USCC_ALPHABET.charCodeAt(value)] = value;

/** Null when `code` is a unified social credit code after GB 32100-2015, else what is wrong. Normalise first. */
export function usccFault(code: string, options: UsccOptions = {}): UsccFault | null {
  if (code.length !== 18) return lengthOrCharacter(code);
  const sum = weightedSum(code);
  const last = valueAt(code, 17);
  if (sum < 0 || last === ABSENT) return lengthOrCharacter(code);
  if (options.isRegion !== undefined && !options.isRegion(code.slice(2, 8))) return 'region';
  if (last !== (31 - (sum % 31)) % 31) return 'check';
  return code.charAt(16) === organisationCodeCheck(code.slice(8, 16)) ? null : 'organisation';
}

/** The eighteenth character for the first seventeen. */
export function usccCheck(seventeen: string): string {
  return USCC_ALPHABET.charAt((31 - (weightedSum(seventeen) % 31)) % 31);
}

/** The parts of a code, or null when {@link usccFault} finds a fault. */
export function parseUscc(code: string, options: UsccOptions = {}): Uscc | null {
  if (usccFault(code, options) !== null) return null;
  return {
    code,
    registrar: code.charAt(0),
    category: code.charAt(1),
    region: code.slice(2, 8),
    organisationCode: code.slice(8, 17),
  };
}

/** Of the first seventeen characters; below zero when one is outside the alphabet or the region is not all digits. */
function weightedSum(code: string): number {
  let sum = 0;
  for (let at = 0; at < 17; at++) {
    const value = valueAt(code, at);
    if (value > (HIGHEST[at] as number)) return -1;
    sum += value * (WEIGHTS[at] as number);
  }
  return sum;
}

function valueAt(code: string, at: number): number {
  return VALUES[code.charCodeAt(at)] ?? ABSENT;
}

function lengthOrCharacter(code: string): UsccFault {
  return [...code].length === 18 ? 'character' : 'length';
}
