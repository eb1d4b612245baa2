// Makes a module that runs and is tested at once:
//   npm run new-module -- platform/base/example --zh 示例 --en Example
// or brings all doors of package.json in line with the faces that the modules have:
//   npm run new-module -- --doors
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { faces, withDoors, withModule } from './modules/register.ts';
import { leftToDo, newModuleFiles } from './modules/new-module-files.ts';

const root = path.dirname(import.meta.dirname);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { zh: { type: 'string' }, en: { type: 'string' }, doors: { type: 'boolean' } },
});
const fault = values.doors ? await allDoors() : await newModule(positionals[0] ?? '');
if (fault) {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}

async function newModule(place: string): Promise<string | undefined> {
  const id = path.posix.basename(place);
  const { zh, en } = values;
  if (!/^(platform\/(base|data|sense|matter)|domains\/[a-z-]+)\/[a-z][a-z0-9-]*$/.test(place) || !zh || !en) {
    return 'Say where and what: npm run new-module -- platform/base/example --zh 示例 --en Example';
  }
  for await (const taken of glob(`{platform,domains}/*/${id}`, { cwd: root }))
    return `There is a module ${id} already: ${taken}`;
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 12);
  const files = newModuleFiles({ place, id, zh, en, stamp });
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(root, place, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  const list = path.join(root, 'apps/server/modules.ts');
  await writeFile(list, withModule(await readFile(list, 'utf8'), place));
  await changeDoors([place]);
  process.stdout.write(
    `${place} is there. Its test: npm test -- --only unit ${place}\n${leftToDo({ id })}\n`,
  );
  return undefined;
}

async function allDoors(): Promise<undefined> {
  const places: string[] = [];
  for await (const place of glob('{platform,domains}/*/*', { cwd: root }))
    places.push(place.split(path.sep).join('/'));
  await changeDoors(places);
  process.stdout.write(`doors of ${places.length} modules\n`);
}

async function changeDoors(places: readonly string[]): Promise<void> {
  const file = path.join(root, 'package.json');
  const description = JSON.parse(await readFile(file, 'utf8')) as { imports: Record<string, string> };
  for (const place of places) {
    const present = Object.values(faces).filter((face) => existsSync(path.join(root, place, face)));
    description.imports = withDoors(description.imports, place, present);
  }
  await writeFile(file, `${JSON.stringify(description, undefined, 2)}\n`);
}
