import { normaliseIdentifier } from './normalise.ts';

/** Kind of plate by its shape (GA 36-2018). */
export type PlateKind =
  | 'ordinary'
  | 'new-energy'
  | 'training'
  | 'police'
  | 'trailer'
  | 'cross-border'
  | 'consulate';

const PROVINCE = '[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]';
const CHARACTER = '[A-HJ-NP-Z0-9]';

const SHAPES: readonly (readonly [PlateKind, RegExp])[] = [
  ['new-energy', new RegExp(`^${PROVINCE}[A-Z](?:[A-HJK]${CHARACTER}\\d{4}|\\d{5}[A-HJK])$`)],
  ['training', new RegExp(`^${PROVINCE}[A-Z]${CHARACTER}{4}学$`)],
  ['police', new RegExp(`^${PROVINCE}[A-Z]${CHARACTER}{4}警$`)],
  ['trailer', new RegExp(`^${PROVINCE}[A-Z]${CHARACTER}{4}挂$`)],
  ['cross-border', new RegExp(`^粤Z${CHARACTER}{4}[港澳]$`)],
  ['consulate', new RegExp(`^${PROVINCE}[A-Z]${CHARACTER}{4}领$`)],
  ['ordinary', new RegExp(`^${PROVINCE}[A-Z]${CHARACTER}{5}$`)],
];

/** A plate without the dot, hyphen or spaces that stand after the second character; letters upper case. */
export function normalisePlate(text: string): string {
  return normaliseIdentifier(text).replaceAll(/[·•・.-]/g, '');
}

/** The kind of a civil licence plate by its shape, or null when it has none of them. Normalise first. */
export function plateKind(plate: string): PlateKind | null {
  return SHAPES.find(([, shape]) => shape.test(plate))?.[0] ?? null;
}
