import { expect, test } from 'vitest';
import { asking, type Came } from './testing/asking.ts';
import { oracle } from './testing/oracle.ts';
import {
  answerOf,
  assertSilent,
  byCode,
  classes,
  codesOf,
  entriesOf,
  never,
  now,
  personal,
  shown,
  stage,
  subjectsOf,
  earlier,
  valuesOf,
  type Name,
  type Open,
} from './testing/scenes.ts';
import type { Row } from './testing/world.ts';

const { trial, play } = stage();
const minutes = 240_000;

/** A row that may be seen comes as it must; one that may not is told of in the words of one that never was. */
function expectRow(found: Came<object>, row: Row, may: boolean, missing: string): void {
  if (may) expect(valuesOf(answerOf(found) as Record<string, unknown>)).toEqual(shown(row, never));
  else expect(found).toMatchObject({ status: 404, said: missing.replaceAll('C-no-such', row.code) });
}

test(
  'a detail, a history and a look back hold what the oracle says; what is hidden is as if it were not',
  async () => {
    await play([21], async ({ world, name, actor }) => {
      const { sees } = oracle(world, name, actor, now);
      const ask = asking(trial(), name, actor);
      const { said: missing } = (await ask.get('C-no-such')) as { said: string };
      for (const [index, row] of world.now.slice(0, 12).entries()) {
        const old = world.before[index] as Row;
        const present = await ask.get(row.code);
        const past = await ask.get(row.code, { asOf: earlier });
        const history = await ask.history(row.code);
        expectRow(present, row, sees(row), missing);
        expectRow(past, old, sees(old), missing);
        const versions = 'answer' in history ? history.answer.items.length : 0;
        expect(versions).toBe(sees(row) ? 1 + Number(old !== row && sees(old)) : 0);
        assertSilent([present, past, history], { world, sees, opens: never });
      }
      const { items } = answerOf(await ask.pages({ asOf: earlier }));
      expect(codesOf(items)).toEqual(codesOf(world.before.filter(sees)));
    });
  },
  minutes,
);

/** What each purpose opens of each record; undefined where it is refused. */
const purposes: readonly [string, Readonly<Record<Name, readonly string[] | undefined>>][] = [
  ['care: 复诊', { chart: ['personal', 'sensitive'], strict: ['personal', 'sensitive'] }],
  ['count', { chart: ['personal'], strict: ['personal'] }],
  ['law', { chart: ['personal', 'sensitive'], strict: undefined }],
  ['随便看看', { chart: ['personal', 'sensitive'], strict: undefined }],
];

test(
  'unmasked: in the rows that rights and relations open, for the classes that the purpose opens',
  async () => {
    await play([31, 32], async ({ world, name, actor }) => {
      const { sees, opens, mayReveal } = oracle(world, name, actor, now);
      const none = !mayReveal;
      const mine = world.now.filter(sees);
      for (const [purpose, { [name]: of }] of purposes) {
        const ask = asking(trial(), name, actor, purpose);
        trial().ledger.length = 0;
        const page = await ask.list({ reveal: 'yes', limit: '200' });
        if (of === undefined || none) {
          expect(page).toMatchObject({ status: 403 });
          expect(trial().ledger).toEqual([]);
          continue;
        }
        const really: Open = (wanted, row) => of.includes(wanted) && opens(wanted, row);
        const { items } = answerOf(page);
        expect(byCode(items.map(valuesOf))).toEqual(byCode(mine.map((row) => shown(row, really))));
        const masked = (code: unknown) => {
          const row = mine.find((each) => each.code === code) as Row;
          return personal.filter((each) => !really(classes[each], row));
        };
        expect(items.map(({ meta }) => meta.masked)).toEqual(items.map(({ code }) => masked(code)));
        const noted = trial().ledger.map(({ purpose: why, detail, subjects }) => [
          why,
          detail?.['fields'],
          subjects.toSorted(),
        ]);
        expect(noted).toEqual(entriesOf(mine, really).map((entry) => [purpose, ...entry]));
        const history = await ask.history(mine[0]?.code ?? 'C-none', 'yes');
        assertSilent(history, { world, sees, opens: really });
      }
      const unsaid = await asking(trial(), name, actor).list({ reveal: 'yes' });
      expect(unsaid).toMatchObject({ status: none ? 403 : 400 });
    });
  },
  minutes,
);

test(
  'a search and a tile hold rows of the oracle alone, and a search leaves one entry about the right people',
  async () => {
    await play([41], async ({ world, name, actor }) => {
      const { sees, opens } = oracle(world, name, actor, now);
      const ask = asking(trial(), name, actor, 'care');
      const mine = world.now.filter(sees);
      const fits = (row: Row, q: string): boolean =>
        row.code.startsWith(q) ||
        (row.name?.startsWith(q) === true && opens('personal', row)) ||
        (row.phone?.startsWith(q) === true && opens('sensitive', row));
      for (const q of ['C', '张秘', '199']) {
        trial().ledger.length = 0;
        const hits = answerOf(await ask.search(q)).filter(({ record }) => record === `hostile.${name}`);
        const wanted = mine.filter((row) => fits(row, q));
        expect(hits.map(({ key }) => key).toSorted()).toEqual(codesOf(wanted));
        const entries = trial().ledger.filter(({ resource }) => resource === `hostile.${name}`);
        expect(entries.map(({ subjects }) => subjects.toSorted())).toEqual(
          wanted.length > 0 ? [subjectsOf(wanted)] : [],
        );
        assertSilent(hits, { world, sees, opens: never });
      }
      const { body } = answerOf(await ask.tile());
      const drawn =
        Buffer.from(body as Uint8Array)
          .toString('latin1')
          .match(/C\d+x\d+/g) ?? [];
      expect([...new Set(drawn)].toSorted()).toEqual(codesOf(mine.filter(({ place }) => place !== null)));
    });
  },
  minutes,
);
