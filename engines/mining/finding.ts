/** One thing that was tested of a result: what must hold for it to be read as it stands, and whether it does. */
export interface Check {
  /** Stable: the words for people belong to it. */
  readonly code: string;
  readonly holds: boolean;
  /** What was found, and what it was held against, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** A way in which people misread such a result, that lies near here. */
export interface Warning {
  /** Stable: the words for people belong to it. */
  readonly code: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** What every method hands back beside its result. */
export interface Checked {
  readonly checks: readonly Check[];
  readonly warnings: readonly Warning[];
}

export const check = (code: string, holds: boolean, figures: Check['figures'] = {}): Check => ({
  code,
  holds,
  figures,
});

/** The warnings whose condition is met. */
export const warningsWhere = (
  ...each: readonly (readonly [code: string, isMet: boolean, figures?: Warning['figures']])[]
): Warning[] => each.flatMap(([code, isMet, figures = {}]) => (isMet ? [{ code, figures }] : []));

/** Why a method cannot say anything of what it was given. */
export type MiningErrorCode =
  | 'mining.too-few'
  | 'mining.too-many'
  | 'mining.not-a-number'
  | 'mining.no-spread'
  | 'mining.empty'
  | 'mining.unequal';

/** Thrown for material that a method cannot work on; `code` is stable, `bound` how many it wants or takes. */
export class MiningError extends Error {
  readonly code: MiningErrorCode;
  readonly bound: number;

  constructor(code: MiningErrorCode, bound = 0) {
    super(code);
    this.name = 'MiningError';
    this.code = code;
    this.bound = bound;
  }
}

/** @throws MiningError `mining.too-few`, `mining.not-a-number` */
export function requireNumbers(values: readonly number[], least: number): void {
  if (values.length < least) throw new MiningError('mining.too-few', least);
  if (!values.every((value) => Number.isFinite(value))) throw new MiningError('mining.not-a-number');
}
