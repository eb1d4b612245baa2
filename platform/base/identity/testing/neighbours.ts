import { citizenIdCheck } from '#engines/identifiers';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { matterPoint, type Matter } from '../matters.ts';
import { registeredPersonPoint } from '../real-name/registered.ts';

/** Invented numbers: division 000281, which never was. */
export const number = (first17: string): string => first17 + citizenIdCheck(first17);
export const shun = number('00028119900505003');
export const yu = number('00028119850101001');

export const neighbour = number('00028119800303006');

/** Matters that wait for somebody. */
export const waiting: Matter[] = [];
/** Knows two people by their numbers, and keeps what waits. */
export const neighbours = defineModule({
  id: 'test-neighbours',
  title: { zh: '邻居', en: 'Neighbours' },
  folder: import.meta.dirname,
  dependsOn: ['identity'],
  contributes: [
    contribute(matterPoint, {
      open: async (_context, _tx, matter) => void waiting.push(matter),
      close: async (_context, _tx, { key }) => {
        waiting.splice(
          waiting.findIndex((each) => each.key === key),
          1,
        );
      },
    }),
    contribute(
      registeredPersonPoint,
      async (_context, _db, idNumber) =>
        ({ [yu]: { person: 'P-yu', name: '虞小江' }, [neighbour]: { person: 'P-neighbour', name: '邻居' } })[
          idNumber
        ],
    ),
  ],
});
