import { scopeOf } from '#kernel/actor';
import { Problem } from '#kernel/problem';
import { isHolder, type Act, type Asked } from './acts.ts';
import { runClock, stopClock, type TaskPause } from './clock-faces.ts';
import { texts } from './texts.ts';

/** The clock is its holder's and the managers' to stop: whoever waits for an answer has no hand in it. */
function requireHand(asked: Asked): void {
  if (!isHolder(asked) && scopeOf(asked.context.actor, 'tasks:manage') === undefined)
    throw new Problem(403, 'tasks.not-yours', texts.clockNotYours);
}

export const pause = (said: TaskPause): Act => ({
  what: 'paused',
  words: `${said.reason} (${said.basis})`,
  decide: async (asked) => {
    requireHand(asked);
    return {};
  },
  write: ({ context, db, task }) => stopClock(context, db, task, said),
});

export const resume = (reason: string | undefined): Act => ({
  what: 'resumed',
  ...(reason === undefined ? {} : { words: reason }),
  decide: async (asked) => {
    requireHand(asked);
    return {};
  },
  write: ({ context, db, task }) => runClock(context, db, task),
});
