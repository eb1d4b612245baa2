import type { Village } from '../places.ts';

/** Codes of GB/T 2261.1. */
export type Sex = '1' | '2';

/** Somebody who does not exist. */
export interface Person {
  /** Their place in the stream, from 0: who they are in the truth. */
  readonly index: number;
  readonly household: number;
  readonly name: string;
  readonly sex: Sex;
  readonly birth: number;
  readonly citizenId: string;
  /** Code of GB/T 3304. */
  readonly ethnicity: string;
  readonly village: Village;
  readonly address: string;
  /** Their own, their parent's, or none. */
  readonly mobile: string | null;
  readonly registered: boolean;
  readonly head: boolean;
  /** What they are to the head. */
  readonly role: 'head' | 'spouse' | 'child' | 'parent';
  /** Index of the twin born before. */
  readonly twinOf: number | null;
  /** Index of another person who was given the same name on purpose. */
  readonly homonymOf: number | null;
}
