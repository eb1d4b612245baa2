import { afterEach, expect, test, vi } from 'vitest';
import { dice } from '#engines/chance';
import { link, parseLinkageConfig } from './index.ts';
import { openTestSession } from './test-session.ts';

vi.setConfig({ testTimeout: 60_000 });
const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const makers = ['Lanjiang', 'Siming', 'Yuli', 'Mazhu'];
const things = ['pump', 'valve', 'meter', 'lamp', 'cable', 'fan'];
const colours = ['black', 'white', 'grey', 'blue'];

test('things with free descriptions meet by the words that are rare', async () => {
  const session = await openTestSession();
  open.push(session);
  const next = dice(3);
  const pick = (from: readonly string[]) => from[next(from.length)] ?? '';
  const rows = Array.from({ length: 400 }, (_, at) => {
    const [maker, thing, colour] = [pick(makers), pick(things), pick(colours)];
    const code = `${'ABCDEFGH'.charAt(next(8))}${'KLMNPQRS'.charAt(next(8))}-${1000 + at}`;
    return {
      left: `${maker} ${colour} ${thing} - ${code.replace('-', '')}`,
      right: `${maker} ${code} ${thing}, ${pick(['new', 'boxed', 'with stand'])}`,
    };
  });
  for (const side of ['left', 'right'] as const)
    await session.run(
      `create table ${side === 'left' ? 'a' : 'b'} as select * from (values ${rows
        .map((row, at) => `('${side}${at}', '${row[side]}')`)
        .join(', ')}) t(id, words)`,
    );
  const config = parseLinkageConfig({
    id: 'id',
    unique: ['left', 'right'],
    compare: [{ column: 'words', as: 'words' }],
  });
  await link(session, config, { left: 'a', right: 'b' }, { vintage: 'test' });
  const [found] = await session.rows<{ right: number; links: number }>(
    `select count(*) filter (substr(left_id, 5) = substr(right_id, 6)) as "right", count(*) as links from link_result where band = 'link'`,
  );
  expect((found?.right ?? 0) / (found?.links ?? 1)).toBeGreaterThan(0.95);
  expect(found?.right).toBeGreaterThan(300);
});
