import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import * as store from './store.ts';
import { texts } from './texts.ts';
import { renewRelease, tellFailed } from './release/versions.ts';

const units = { zh: '项', en: 'resources' };

/** Brings open resources up to date: one, those of one source, or all. */
export const renewJob = defineJob({
  name: 'open-data.renew',
  title: texts.makingVersions,
  input: z.object({ release: z.string().optional(), source: z.string().optional() }),
  attempts: 3,
  lane: () => 'open-data.renew',
  async run({ release, source }, run, context) {
    const codes = release === undefined ? await store.openCodes(context.db, source) : [release];
    const ends = { made: 0, refused: 0, closed: 0, unchanged: 0, gone: 0 };
    const failed: string[] = [];
    for (const [done, code] of codes.entries()) {
      run.signal.throwIfAborted();
      run.progress({ done, total: codes.length, unit: units });
      try {
        ends[await renewRelease(context, code)] += 1;
      } catch (error) {
        // One that cannot be made must not keep the others from theirs.
        if (release !== undefined) throw error;
        context.log.error({ err: error, release: code }, 'an open release could not be renewed');
        await tellFailed(context, code);
        failed.push(code);
      }
    }
    if (failed.length > 0) throw new Error(`not renewed: ${failed.join(', ')}`);
    return { summary: fill(texts.madeVersions, { looked: codes.length, ...ends }), data: ends };
  },
});
