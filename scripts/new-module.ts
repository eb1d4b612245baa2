// Makes a module that runs and is tested at once:
//   npm run new-module -- platform/base/example --zh 示例 --en Example
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withModule } from './modules/register.ts';
import { leftToDo, newModuleFiles } from './modules/new-module-files.ts';

const root = path.dirname(import.meta.dirname);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { zh: { type: 'string' }, en: { type: 'string' } },
});
const fault = await newModule(positionals[0] ?? '');
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
  process.stdout.write(
    `${place} is there. Its test: npm test -- --only unit ${place}\n${leftToDo({ id })}\n`,
  );
  return undefined;
}
