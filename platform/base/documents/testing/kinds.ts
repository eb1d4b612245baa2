import { execFileSync } from 'node:child_process';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { attachmentKindPoint, scannerPoint } from '../points.ts';

/** What the trial scanner takes for a virus. */
export const infected = 'EICAR-LIKE';
/** A module that takes evidence, with a scanner that finds one thing and falls silent at another. */
export const kinds = defineModule({
  id: 'kinds',
  title: { zh: '试', en: 'Trial' },
  folder: `${import.meta.dirname}/../web`,
  dependsOn: ['documents'],
  contributes: [
    contribute(attachmentKindPoint, {
      code: 'kinds.evidence',
      title: { zh: '证据', en: 'Evidence' },
      files: ['pdf', 'png', 'text'],
      maxBytes: 100_000,
    }),
    contribute(scannerPoint, {
      name: 'trial',
      scan: async (path) => {
        const text = execFileSync('cat', [path]).toString();
        if (text === 'scanner down') throw new Error('no answer');
        return text.includes(infected) ? infected : undefined;
      },
    }),
  ],
});
