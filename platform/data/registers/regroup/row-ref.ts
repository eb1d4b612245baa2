import { createHash } from 'node:crypto';

/** What names a row in a proposal: its own number may be personal, and is not told to everybody who may propose. */
export const rowRef = (dataset: string, key: string): string =>
  createHash('sha256').update(`${dataset}\n${key}`).digest('hex').slice(0, 16);
