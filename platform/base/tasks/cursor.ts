import { z } from 'zod';
import { Problem } from '#kernel/problem';

const Cursor = z.tuple([z.union([z.iso.datetime(), z.literal('infinity')]), z.string().max(64)]);

/** Where a page ended: the last task's date (of closing, among closed ones) and id. */
export const writeCursor = (task: { readonly at: string | null; readonly id: string }): string =>
  Buffer.from(JSON.stringify([task.at ?? 'infinity', task.id])).toString('base64url');

/** @throws Problem 400 `tasks.cursor-unreadable` */
export function readCursor(text: string): { at: string; id: string } {
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { at, id };
  } catch {
    throw new Problem(400, 'tasks.cursor-unreadable', {
      zh: '翻页位置无法读取，请从第一页开始。',
      en: 'The place in the list cannot be read. Begin at the first page.',
    });
  }
}
