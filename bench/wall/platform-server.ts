// Ours: the whole platform with its pages behind its own server, a full board, and a clock that goes on with the beats.
import { system } from '#kernel/actor';
import { indicatorPoint } from '#kernel/indicator';
import { buildServer } from '#kernel/server';
import { findVersion, heartOf } from '#domains/management/operations-centre';
import { ensureDemonstration } from '#platform/base/identity';
import { mountPages } from '../../apps/server/pages.ts';
import { openCity } from '../machinery/open-city.ts';
import { answerParent } from '../record-page/serve.ts';
import { changeFigure, fillBoard } from './figures.ts';
import { livingHeap } from './heap.ts';

const { url, folder } = JSON.parse(process.argv[2] ?? '{}') as { url: string; folder: string };
const beatMs = 5000;

let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };
const platform = await openCity(url, folder, { clock, seed: 'town' });
const context = platform.contextFor(system);
const { db } = context;
await ensureDemonstration(context);
const figures = await fillBoard(platform, db);
const [first] = platform.services.contributions(indicatorPoint);
const app = await buildServer(platform);
await mountPages(app);
const address = await app.listen({ host: '127.0.0.1', port: 0 });

interface Asked {
  readonly ask: string;
  readonly beats?: number;
  readonly changeEvery?: number;
}

/** So many beats as fast as they go, each five seconds later by the clock; now and then a figure has changed. */
async function race({ beats = 0, changeEvery = 25 }: Asked): Promise<void> {
  const heart = heartOf(platform.services);
  for (let beat = 1; beat <= beats; beat += 1) {
    ahead += beatMs;
    if (beat % changeEvery === 0) await changeFigure(db, first?.code ?? '');
    await heart.beat();
  }
}

const answers: Readonly<Record<string, (asked: Asked) => Promise<object>>> = {
  heap: async () => ({ bytes: await livingHeap() }),
  change: async () => {
    await changeFigure(db, first?.code ?? '');
    const at = Date.now();
    return { version: await findVersion(db), at };
  },
  race: async (asked) => {
    await race(asked);
    return { listeners: heartOf(platform.services).listeners };
  },
};

process.on('message', (asked: Asked) => {
  void answers[asked.ask]?.(asked).then((answer) => process.send?.(answer));
});
answerParent(async () => {
  await app.close();
  await platform.close();
});
process.send?.({ address, figures });
