import { Problem } from '../problem.ts';

/** Where a page ended, and what the next one must be asked like. */
export interface Cursor {
  /** The order of the page, as asked: `-builtOn`. */
  readonly order: string;
  /** The last row's value of the ordering field, as text; null when it had none. */
  readonly value: string | null;
  readonly key: string;
  /** The count of the first page goes along: counting once is enough. */
  readonly total: { readonly value: number; readonly capped: boolean };
}

export const cursorUnreadable = () =>
  new Problem(400, 'records.cursor-unreadable', {
    zh: '翻页标记无效或与排序不符，请从第一页重新开始。',
    en: 'The page mark is invalid or belongs to another order. Start from the first page.',
  });

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(
    JSON.stringify([cursor.order, cursor.value, cursor.key, cursor.total.value, cursor.total.capped]),
  ).toString('base64url');

/**
 * @param order the order that the page is asked in; a cursor of another order is refused
 * @throws Problem 400 `records.cursor-unreadable`
 */
export function readCursor(text: string, order: string): Cursor {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw cursorUnreadable();
  }
  if (!Array.isArray(parts) || parts.length !== 5) throw cursorUnreadable();
  const [asked, value, key, count, capped] = parts as unknown[];
  const valid = asked === order && typeof key === 'string' && Number.isSafeInteger(count);
  if (!valid || (value !== null && typeof value !== 'string')) throw cursorUnreadable();
  return { order, value, key, total: { value: count as number, capped: capped === true } };
}
