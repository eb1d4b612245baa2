import { z } from 'zod';
import { Problem } from '#kernel/problem';

const Cursor = z.tuple([z.union([z.iso.datetime(), z.literal('infinity')]), z.string().max(64)]);

/** Where a page ended: the last task's date and id. */
export const writeCursor = (task: { readonly dueAt: string | null; readonly id: string }): string =>
  Buffer.from(JSON.stringify([task.dueAt ?? 'infinity', task.id])).toString('base64url');

/** @throws Problem 400 `tasks.cursor-unreadable` */
export function readCursor(text: string): { due: string; id: string } {
  try {
    const [due, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { due, id };
  } catch {
    throw new Problem(400, 'tasks.cursor-unreadable', {
      zh: '翻页位置无法读取，请从第一页开始。',
      en: 'The place in the list cannot be read. Begin at the first page.',
    });
  }
}
