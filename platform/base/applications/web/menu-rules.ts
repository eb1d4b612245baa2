import type { Text } from '#kernel/texts';
import type { MenuEntry } from '../contract.ts';

/** One thing to go to: a page of the platform or a system of the city. */
export interface Entry {
  /** Path of the page, or code of the system. */
  readonly key: string;
  readonly name: Text;
  /** Below the console. */
  readonly to: string;
  readonly system?: MenuEntry;
}

export interface Shelf {
  readonly key: string;
  readonly title: Text;
  readonly entries: readonly Entry[];
}

export const entryOf = (system: MenuEntry): Entry => ({
  key: system.code,
  name: system.name,
  to: `/applications/go?system=${encodeURIComponent(system.code)}`,
  system,
});

const says = (entry: Entry, wanted: string): boolean => {
  const { name, system } = entry;
  const words = [name.zh, name.en, system?.purpose, system?.ownerName?.zh, system?.ownerName?.en];
  return words.some((each) => each?.toLowerCase().includes(wanted));
};

/** Shelves with the entries that hold the words, those that hold none left out. */
export function findIn(shelves: readonly Shelf[], words: string): Shelf[] {
  const wanted = words.trim().toLowerCase();
  return shelves
    .map((shelf) => ({
      ...shelf,
      entries: wanted === '' ? shelf.entries : shelf.entries.filter((entry) => says(entry, wanted)),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** Systems that one may open, a shelf for each department. */
export function byDepartment(systems: readonly MenuEntry[]): Shelf[] {
  const shelves = new Map<string, { title: Text; entries: Entry[] }>();
  for (const system of systems) {
    const title = system.ownerName ?? { zh: system.owner, en: system.owner };
    const shelf = shelves.get(system.owner) ?? { title, entries: [] };
    shelf.entries.push(entryOf(system));
    shelves.set(system.owner, shelf);
  }
  return [...shelves].map(([key, shelf]) => ({ key, ...shelf }));
}
