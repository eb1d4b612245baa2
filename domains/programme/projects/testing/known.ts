import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Text } from '#kernel/texts';
import type { Thing } from '../proposals/likely.ts';

const yuyao = 'cities/yuyao';

interface Dataset {
  readonly code: string;
  readonly title: Text;
  readonly abstract: Text;
  readonly fields: readonly { readonly label: Text; readonly aliases?: readonly string[] }[];
}
interface Entry {
  readonly code: string;
  readonly title: Text;
  readonly datasets?: readonly string[];
}
interface System {
  readonly code: string;
  readonly name: Text;
  readonly purpose: string;
}
interface Project {
  readonly id: string;
  readonly name: Text;
  readonly goals: readonly Text[];
}

const read = async (...path: string[]) =>
  parse(await readFile(join(yuyao, ...path), 'utf8')) as Record<string, never[]>;
const plain = { unit: null, about: '', items: [], uses: [], keyProject: null, simulated: false } as const;

/** What the city's files say that there is: every dataset, thematic database, system and key project. */
export async function knownOfFiles(): Promise<Thing[]> {
  const parts = await Promise.all(
    (await readdir(join(yuyao, 'catalogue'))).map((name) => read('catalogue', name)),
  );
  const datasets = parts.flatMap((part) => part['datasets'] ?? []) as Dataset[];
  const thematic = Object.values(await read('thematic-databases.yaml'))
    .flat()
    .filter((each: Entry) => each.title !== undefined) as Entry[];
  const systems = (await read('systems.yaml'))['systems'] as unknown as System[];
  const projects = (await read('projects.yaml'))['projects'] as unknown as Project[];
  return [
    ...datasets.map(({ code, title, abstract, fields }): Thing => ({
      ...plain,
      kind: 'entry',
      key: code,
      title,
      about: abstract.zh,
      items: fields.flatMap(({ label, aliases = [] }) => [label.zh, ...aliases]),
    })),
    ...thematic.map(({ code, title, datasets: uses = [] }): Thing => ({
      ...plain,
      kind: 'thematic',
      key: code,
      title,
      uses,
    })),
    ...systems.map(({ code, name, purpose }): Thing => ({
      ...plain,
      kind: 'system',
      key: code,
      title: name,
      about: purpose,
    })),
    ...projects.map(({ id, name, goals }): Thing => ({
      ...plain,
      kind: 'project',
      key: id,
      title: name,
      about: goals.map(({ zh }) => zh).join(' '),
    })),
  ];
}
