import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from './machinery/temporary.ts';
import { median, PeerAbsent, type Bench, type BenchResult } from './result.ts';
import { buildEmptyPage } from './start/empty-page.ts';
import { startServer, type Server, type Started } from './start/start-server.ts';

const rounds = 5;
const root = join(import.meta.dirname, '..');

/** `npm start` without its set-up: the embedded store, the city's files, nobody simulated. */
const platform = (folder: string): Server => ({
  script: join(root, 'apps', 'server', 'main.ts'),
  input: () => [],
  environment: (port) => ({
    NODE_ENV: 'development',
    PORT: String(port),
    YAOJIANG_DATA: folder,
    DATABASE_URL: '',
    SEED_SIZE: 'none',
    LOG_LEVEL: 'error',
  }),
});

const empty = (dist: string): Server => ({
  script: join(import.meta.dirname, 'start', 'empty-server.ts'),
  input: (port) => [JSON.stringify({ dist, port })],
  environment: () => ({}),
});

async function measure(folder: string): Promise<BenchResult> {
  if (!existsSync(join(root, 'apps', 'portal', 'dist', 'index.html')))
    throw new PeerAbsent('the portal is not built: node scripts/build-web.ts portal');
  const baseline = empty(await buildEmptyPage(folder));
  const ours = platform(join(folder, 'data'));
  const cold = await startServer(ours);
  const warm: Started[] = [];
  const bare: Started[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await startServer(baseline));
    warm.push(await startServer(ours));
  }
  return resultOf(cold, warm, bare);
}

function resultOf(cold: Started, warm: readonly Started[], bare: readonly Started[]): BenchResult {
  const middle = (all: readonly Started[], of: keyof Started) => median(all.map((each) => each[of]));
  const baselineIs = 'an empty Fastify with an empty Vite page';
  return {
    comparisons: [
      {
        what: 'warm start, embedded store, to the first page of the portal',
        unit: 's',
        ours: middle(warm, 'wallSeconds'),
        baseline: middle(bare, 'wallSeconds'),
        baselineIs,
      },
      {
        what: 'the same, all threads of the process',
        unit: 'CPU s',
        ours: middle(warm, 'cpuSeconds'),
        baseline: middle(bare, 'cpuSeconds'),
        baselineIs,
      },
    ],
    memory: { ours: middle(warm, 'peakMemory'), baseline: middle(bare, 'peakMemory') },
    figures: [
      { what: 'the first start on an empty folder', unit: 's', value: cold.wallSeconds },
      { what: 'the first start on an empty folder, all threads', unit: 'CPU s', value: cold.cpuSeconds },
    ],
    notes: [`medians of ${rounds} starts in turn; nobody simulated (SEED_SIZE=none)`],
  };
}

export const bench: Bench = {
  name: 'start',
  title: { zh: '热启动到门户首页', en: "Warm start to the portal's first page" },
  run: () => withFolder(measure),
};
