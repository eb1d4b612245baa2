import { faceOf, isTest, placeOf, resolveImport, type Place } from './place.ts';

/** An import as the linter meets it: a file (path from the root), what it asks for, and whether only for a type. */
export interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly?: boolean;
}

/**
 * Why an import breaks the plan of the house (docs: architecture), or undefined when it may stand.
 * Types are imports too for the floors, because what a module knows is what it must be changed with; they are free only
 * where the question is what runs.
 */
export function boundaryProblem(wanted: Import): string | undefined {
  if (wanted.specifier.startsWith('.')) return relativeProblem(wanted);
  if (wanted.specifier.startsWith('#')) return doorProblem(wanted);
  return undefined;
}

function relativeProblem({ file, specifier }: Import): string | undefined {
  const from = placeOf(file);
  const target = resolveImport(file, specifier);
  if (target.startsWith(`${from.root}/`)) return undefined;
  if (from.kind === 'outside' && !isModule(placeOf(target))) return undefined;
  if (isTest(file) && target.startsWith('tests/')) return undefined;
  if (from.kind === 'app' && (target.startsWith('apps/') || isModuleList(file, target))) return undefined;
  return `${specifier} leaves ${from.root}/: reach another part of the house by its door in package.json (#platform/…, #kernel/…).`;
}

/** The server's list of modules and the apps' lists of pages are the product's table of contents. */
function isModuleList(file: string, target: string): boolean {
  return file === 'apps/server/modules.ts' && /^(platform|domains)\/[^/]+\/[^/]+\/module\.ts$/.test(target);
}

function doorProblem(wanted: Import): string | undefined {
  const { file, specifier } = wanted;
  const door = specifier.slice(1);
  const from = placeOf(file);
  const to = placeOf(door);
  if (door === 'testing') {
    return isTest(file) || /^(bench|scripts)\//.test(file) ? undefined : 'Only tests may use #testing.';
  }
  if (!isDoor(to, faceOf(door))) return `${specifier} is no door: ${doorsOf(to)}.`;
  if (to.root === from.root && from.kind !== 'outside')
    return 'Inside its own folder a part uses relative paths, not its own door.';
  const web = faceOf(door) === 'web';
  if (web && from.kind !== 'app' && from.kind !== 'outside')
    return `${specifier}: pages are put together by the apps only.`;
  return floorProblem(from, to, door);
}

/** package.json says where each kind of door leads by its pattern alone, so what is behind them is kept shut here. */
const faces: readonly string[] = ['', 'contract', 'records', 'web'];

function isDoor(to: Place, face: string): boolean {
  return isModule(to) ? faces.includes(face) : to.kind !== 'engine' || face === '';
}

function doorsOf(to: Place): string {
  return isModule(to)
    ? `a module opens by #${to.root}, and by its /contract, /records and /web`
    : `an engine opens by #${to.root} alone`;
}

function floorProblem(from: Place, to: Place, door: string): string | undefined {
  const contract = faceOf(door) === 'contract';
  const wrong = wrongWays.find(
    (way) => way.from === from.kind && way.to(to, from) && !(contract && way.contractIsFine),
  );
  return wrong && `#${door}: ${wrong.why}`;
}

/** The floors of the house, said by what is refused. */
const wrongWays: readonly {
  readonly from: Place['kind'];
  readonly to: (to: Place, from: Place) => boolean;
  readonly contractIsFine?: true;
  readonly why: string;
}[] = [
  { from: 'engine', to: (to) => to.kind !== 'engine', why: 'engines know neither the kernel nor the city.' },
  {
    from: 'kernel',
    to: (to) => isModule(to) || to.kind === 'ui',
    why: 'the kernel knows no module and no page.',
  },
  {
    from: 'platform',
    to: (to) => to.kind === 'domain',
    why: 'the platform knows no domain; domains contribute to it.',
  },
  {
    from: 'platform',
    to: (to, from) => to.floor > from.floor,
    why: 'a floor stands only on those below it.',
  },
  {
    from: 'domain',
    to: (to) => to.kind === 'domain',
    contractIsFine: true,
    why: 'a domain knows of another at most its contract and its events.',
  },
  { from: 'ui', to: isModule, contractIsFine: true, why: 'the shared pieces of page see contracts only.' },
];

function isModule({ kind }: Place): boolean {
  return kind === 'platform' || kind === 'domain';
}
