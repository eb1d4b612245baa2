import { glob } from 'node:fs/promises';
import path from 'node:path';
import type { CityModule } from '#kernel/module';
import { resourceWords } from '#platform/base/ledger/contract';
import { expect, test } from 'vitest';
import { doors, exists, importedPlaces, moduleFolders, root, textOf } from './house.ts';

const folders = await moduleFolders();
const list = await textOf('apps/server/modules.ts');
const manifestOf = async (place: string): Promise<CityModule> => {
  const loaded = (await import(path.join(root, place, 'module.ts'))) as { default: CityModule };
  return loaded.default;
};

test.for(folders)(
  '$place has its page, its table of contents and its line in the list of modules',
  ({ place, files }) => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'module.ts', 'index.ts']));
    expect(list).toContain(`'../../${place}/module.ts'`);
  },
);

test.for(folders)('$place has a table of contents of one screen', async ({ place }) => {
  expect((await textOf(`${place}/module.ts`)).split('\n').length).toBeLessThanOrEqual(60);
});

test.for(folders)('$place depends on the modules that it uses, and on no other', async (folder) => {
  const { dependsOn } = await manifestOf(folder.place);
  const imported = await Promise.all(
    [...(await importedPlaces(folder))].map(async (place) => (await manifestOf(place)).id),
  );
  expect(dependsOn, 'modules that it imports').toEqual(expect.arrayContaining(imported));
  const texts = await Promise.all(folder.files.map((file) => textOf(`${folder.place}/${file}`)));
  const joined = dependsOn.filter((id) => texts.some((text) => text.includes(`${id.replaceAll('-', '_')}.`)));
  expect([...imported, ...joined], 'modules whose door or views it uses').toEqual(
    expect.arrayContaining([...dependsOn]),
  );
});

test('of whatever the ledger is told there is a name for people: a record, or a word', async () => {
  const manifests = await Promise.all(folders.map(({ place }) => manifestOf(place)));
  const known = new Set(manifests.flatMap(({ records = [] }) => records.map(({ record }) => record.id)));
  const told = new Set<string>();
  for (const { place, files } of folders)
    for (const file of files.filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts')))
      for (const [, resource = ''] of (await textOf(`${place}/${file}`)).matchAll(
        /resource: '([a-z-]+\.[a-z-]+)'/g,
      ))
        told.add(resource);
  expect(told.size).toBeGreaterThan(40);
  expect([...told].filter((each) => !known.has(each) && !(each in resourceWords))).toEqual([]);
});

test('ids are flat, unique, and the name of the folder', async () => {
  const ids = await Promise.all(folders.map(async ({ place }) => (await manifestOf(place)).id));
  expect(ids).toEqual(folders.map(({ place }) => path.basename(place)));
  expect(new Set(ids).size).toBe(ids.length);
});

test('every door that is named opens on a file', async () => {
  const named = Object.entries(await doors()).filter(([door]) => !door.includes('*'));
  expect(named.filter(([, file]) => !exists(file))).toEqual([]);
});

// Node takes these apart anew at each import of the house: with a door for each face of each module, a start took 0.4 s more.
test('the doors of modules and engines are patterns, so that a new one needs none', async () => {
  const named = Object.keys(await doors()).filter((door) => /^#(platform|domains|engines)\//.test(door));
  expect(named.filter((door) => !door.includes('*'))).toEqual([]);
});

test('every engine has a door and a page that says what it is measured against', async () => {
  const engines: string[] = [];
  for await (const engine of glob('engines/*', { cwd: root })) engines.push(engine);
  const lacks = (file: string) => engines.filter((engine) => !exists(`${engine}/${file}`));
  expect([...lacks('index.ts'), ...lacks('README.md')]).toEqual([]);
});
