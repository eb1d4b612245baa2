import path from 'node:path';

/** Floors of the house from the ground up; a module stands only on its own floor and those below. */
export const floors = ['base', 'data', 'sense', 'matter'] as const;

/** The part of the house that a path lies in. `root` is the folder that its relative imports may not leave. */
export interface Place {
  readonly kind: 'kernel' | 'engine' | 'platform' | 'domain' | 'ui' | 'app' | 'outside';
  readonly root: string;
  /** Height of a platform module's floor, -1 elsewhere. */
  readonly floor: number;
}

/** @param file path from the root of the repository, or the part of a door after `#` */
export function placeOf(file: string): Place {
  const [top = '', second = '', third = ''] = file.split('/');
  if (top === 'kernel' || top === 'ui') return { kind: top, root: top, floor: -1 };
  if (top === 'engines') return { kind: 'engine', root: `${top}/${second}`, floor: -1 };
  if (top === 'apps') return { kind: 'app', root: `${top}/${second}`, floor: -1 };
  if (top === 'domains') return { kind: 'domain', root: `${top}/${second}/${third}`, floor: -1 };
  if (top === 'platform') {
    return {
      kind: 'platform',
      root: `${top}/${second}/${third}`,
      floor: floors.findIndex((each) => each === second),
    };
  }
  return { kind: 'outside', root: top, floor: -1 };
}

/** What a module's `package.json` doors open on: `#domains/a/b/contract` has the face `contract`, `#domains/a/b` the face ``. */
export function faceOf(door: string): string {
  const place = placeOf(door);
  return door.length > place.root.length ? door.slice(place.root.length + 1) : '';
}

/** Code for a browser: pages of modules, the shared pieces, and the three apps with pages. */
export function isWeb(file: string): boolean {
  if (/^(platform|domains)\/[^/]+\/[^/]+\/web\//.test(file)) return true;
  return /^(ui|apps\/(console|portal|cockpit))\//.test(file) && !file.endsWith('vite.config.ts');
}

/** Files at a module's root that hold shapes, decisions and words: they reach nothing outside and run anywhere. */
export function isPure(file: string): boolean {
  return /^(platform|domains)\/[^/]+\/[^/]+\/(contract|rules|records|sync|texts\.(zh|en))\.ts$/.test(file);
}

/** Tests, and the pieces that only tests use. */
export function isTest(file: string): boolean {
  return /(\.test\.ts|\/testing\/[a-z-]+\.ts|\/test-[a-z-]+\.ts)$/.test(file) || file.startsWith('tests/');
}

/** The path from the root that a relative import leads to. */
export function resolveImport(file: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(file), specifier);
}
