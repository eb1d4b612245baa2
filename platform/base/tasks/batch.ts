import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { claim, handOver, note, release, urge, type Act } from './acts.ts';
import type { batchActions, Refusal } from './contract.ts';
import { readerOf } from './reader.ts';
import { decideOnly, take } from './take.ts';
import { texts } from './texts.ts';

export interface BatchAsked {
  readonly action: (typeof batchActions)[number];
  readonly ids: readonly string[];
  readonly preview: boolean;
  readonly organisation?: string | undefined;
  readonly assignee?: string | undefined;
  readonly words?: string | undefined;
}

/** Words are asked for when it is done; a preview may come before they are written. */
function wordsOf({ words, preview }: BatchAsked): string {
  if (words !== undefined) return words;
  if (preview) return '';
  throw new Problem(422, 'tasks.words-missing', texts.wordsMissing);
}

function actOf(asked: BatchAsked): Act {
  switch (asked.action) {
    case 'claim':
      return claim;
    case 'release':
      return release;
    case 'note':
      return note(wordsOf(asked));
    case 'urge':
      return urge(wordsOf(asked));
    case 'hand-over':
      return handOver({ ...asked, reason: wordsOf(asked) });
  }
}

/** Where to is chosen in the form that follows the preview. */
const openPreview = ({ action, preview, organisation, assignee }: BatchAsked): boolean =>
  action === 'hand-over' && preview && organisation === undefined && assignee === undefined;

/**
 * One thing done to many tasks, each for itself: what is refused keeps the others from nothing. A preview decides the
 * same way and does nothing.
 */
export async function doBatch(
  context: Context,
  asked: BatchAsked,
): Promise<{ done: string[]; refused: Refusal[] }> {
  const act = openPreview(asked) ? note('') : actOf(asked);
  const reader = await readerOf(context, context.db);
  const done: string[] = [];
  const refused: Refusal[] = [];
  for (const id of new Set(asked.ids)) {
    try {
      await (asked.preview ? decideOnly(context, reader, id, act) : take(context, id, act));
      done.push(id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused.push({ id, code: error.code, reason: error.detail });
    }
  }
  return { done, refused };
}
