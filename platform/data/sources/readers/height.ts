import type { Mark } from './reader.ts';

/** How far one has come: the highest mark, and how many rows bear it. */
export interface Height {
  readonly value: string;
  readonly rows: number;
}

export const heightOf = (mark: Mark | undefined): Height | undefined =>
  mark === undefined ? undefined : { value: String(mark['value']), rows: Number(mark['rows']) };

export const raised = (height: Height | undefined, value: string | null): Height | undefined => {
  if (value === null) return height;
  return height?.value === value ? { value, rows: height.rows + 1 } : { value, rows: 1 };
};
