import type { FieldPair, KeyPair } from '../contract.ts';

/** A comparison as it is written in the form. */
export interface Draft {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly leftDataset: string;
  readonly rightDataset: string;
  readonly keys: readonly KeyPair[];
  readonly fields: readonly FieldPair[];
  readonly missing: string;
  readonly rhythm: string;
  readonly findings: string;
}

export const newKey: KeyPair = { left: '', right: '', forms: [] };
export const newField: FieldPair = { left: '', right: '', kind: 'text' };

export const emptyDraft: Draft = {
  code: '',
  titleZh: '',
  titleEn: '',
  leftDataset: '',
  rightDataset: '',
  keys: [newKey],
  fields: [newField],
  missing: 'differs',
  rhythm: 'none',
  findings: 'none',
};

/** What people mean by one spelling: no difference of width, blanks or case. */
export const looseForms: KeyPair['forms'] = ['half-width', 'no-blanks', 'upper'];

/** Pairs of codes as lines `1=男`, and back; a line without `=` pairs nothing. */
export const pairLines = (pairs: FieldPair['pairs']): string =>
  (pairs ?? []).map((pair) => pair.join('=')).join('\n');

export const pairsOf = (lines: string): [string, string][] =>
  lines.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    const [left, right] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    return at > 0 && left && right ? [[left, right]] : [];
  });

/** What each kind asks for besides. */
const asks: Readonly<Record<FieldPair['kind'], readonly (keyof FieldPair)[]>> = {
  text: ['forms'],
  number: ['absolute', 'relative'],
  date: ['days'],
  code: ['pairs'],
};

const said = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

/** Only what its kind asks for, and of that only what was said. */
export function cleanField(field: FieldPair): FieldPair {
  const kept: readonly string[] = ['left', 'right', 'kind', 'missing', ...asks[field.kind]];
  return Object.fromEntries(
    Object.entries(field).filter(([name, value]) => kept.includes(name) && said(value)),
  ) as FieldPair;
}
