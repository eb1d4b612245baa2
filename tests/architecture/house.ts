import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..');

/** A module's folder as it lies on the disk. */
export interface ModuleFolder {
  /** `platform/base/codes`: also its door in package.json, after `#`. */
  readonly place: string;
  /** Paths from its folder to all its files. */
  readonly files: readonly string[];
}

/** Every folder of the house that is a module, or will be: each one below a floor or an area. */
export async function moduleFolders(): Promise<ModuleFolder[]> {
  const places: string[] = [];
  for await (const place of glob('{platform,domains}/*/*', { cwd: root }))
    places.push(place.split(path.sep).join('/'));
  return Promise.all(places.toSorted().map(async (place) => ({ place, files: await filesOf(place) })));
}

/** Text of a file, by its path from the root. */
export async function textOf(file: string): Promise<string> {
  return readFile(path.join(root, file), 'utf8');
}

export function exists(file: string): boolean {
  return existsSync(path.join(root, file));
}

/** The doors of package.json: what stands after `imports`, each with the file it opens on. */
export async function doors(): Promise<Readonly<Record<string, string>>> {
  const { imports } = JSON.parse(await textOf('package.json')) as { imports: Record<string, string> };
  return imports;
}

/** Tests, and the pieces that only tests use, may open neighbours that the module itself does not need. */
const isShipped = (file: string): boolean =>
  /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !file.startsWith('testing/');

/** The places of other modules that a module's product code imports by their doors. */
export async function importedPlaces({ place, files }: ModuleFolder): Promise<Set<string>> {
  const found = new Set<string>();
  for (const file of files.filter(isShipped)) {
    const text = await textOf(`${place}/${file}`);
    for (const [, door = ''] of text.matchAll(/['"]#((?:platform|domains)\/[a-z-]+\/[a-z-]+)[/'"]/g))
      found.add(door);
  }
  return found;
}

async function filesOf(place: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of glob('**', { cwd: path.join(root, place), withFileTypes: true })) {
    if (entry.isFile())
      files.push(path.relative(path.join(root, place), path.join(entry.parentPath, entry.name)));
  }
  return files.map((file) => file.split(path.sep).join('/')).toSorted();
}
