import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bringsZod, firstPageScripts } from './portal-size/first-page.ts';
import { PeerAbsent, type Bench, type BenchResult } from './result.ts';

const dist = join(import.meta.dirname, '..', 'apps', 'portal', 'dist');
const limit = 100;

async function measure(): Promise<BenchResult> {
  if (!existsSync(join(dist, 'index.html')))
    throw new PeerAbsent('the portal is not built: node scripts/build-web.ts portal');
  const scripts = await firstPageScripts(dist);
  const gzip = scripts.reduce((sum, each) => sum + each.gzip, 0) / 1000;
  const zod = await bringsZod(dist, scripts);
  return {
    comparisons: [
      {
        what: 'script of the first page of the portal, gzip',
        unit: 'kB',
        ours: gzip,
        baseline: limit,
        baselineIs: 'what we allow',
        target: 1,
      },
    ],
    figures: scripts
      .toSorted((a, b) => b.gzip - a.gzip)
      .map(({ file, gzip: size }) => ({ what: file, unit: 'kB', value: size / 1000 })),
    notes: [zod ? 'ZOD IS IN IT, and must not be' : 'zod is not in it'],
  };
}

export const bench: Bench = {
  name: 'portal-size',
  title: { zh: '门户首页脚本大小', en: "Size of the portal's first page" },
  run: measure,
};
