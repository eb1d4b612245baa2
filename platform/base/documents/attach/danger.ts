/** Why a file is not taken in. */
export interface Danger {
  readonly code: 'active-content' | 'bomb' | 'encrypted' | 'broken';
  /** What was found, in the terms of the format. */
  readonly what: string;
}
