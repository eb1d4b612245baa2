import { defineCityFile, type CityCheck, type CityKnown } from '#kernel/city';
import { indicatorPoint } from '#kernel/indicator';
import { measuresFile } from '#platform/sense/indicators';
import { wallLayerPoint, wallListPoint } from '#kernel/wall';
import type { Point } from '#kernel/point';
import { fill } from '#kernel/texts';
import { Wall, type Panel, type Scene } from './shapes.ts';
import { texts } from './texts.ts';

/** Which scenes there are, of what, in which order. */
export const scenesFile = defineCityFile({
  path: 'scenes.yaml',
  format: 'yaml',
  title: texts.scenesFile,
  schema: Wall,
});

type Path = readonly (string | number)[];
interface Named {
  readonly path: Path;
  readonly code: string;
  readonly kind: 'figure' | 'list' | 'layer';
}

const each = (path: Path, codes: readonly string[], kind: Named['kind']): Named[] =>
  codes.map((code, index) => ({ path: [...path, index], code, kind }));

const one = (path: Path, code: string | undefined, kind: Named['kind']): Named[] =>
  code === undefined ? [] : [{ path, code, kind }];

const namedInPanel = (at: Path, panel: Panel): Named[] => [
  ...one([...at, 'lead'], panel.lead, 'figure'),
  ...each([...at, 'figures'], panel.figures, 'figure'),
  ...one([...at, 'bars'], panel.bars, 'figure'),
  ...each([...at, 'compare'], panel.compare, 'figure'),
  ...one([...at, 'spark'], panel.spark, 'figure'),
  ...one([...at, 'list'], panel.list, 'list'),
];

const namedInScene = (at: Path, scene: Scene): Named[] => [
  ...each([...at, 'tiles'], scene.tiles, 'figure'),
  ...each([...at, 'layers'], scene.layers, 'layer'),
  ...each([...at, 'towns'], scene.towns, 'figure'),
  ...(['left', 'middle', 'right'] as const).flatMap((side) =>
    scene[side].flatMap((panel, index) => namedInPanel([...at, side, index], panel)),
  ),
];

const codesAt = (modules: CityKnown['modules'], point: Point<{ readonly code: string }>): Set<string> =>
  new Set(
    modules
      .flatMap(({ contributes = [] }) => contributes)
      .filter((contribution) => contribution.point === point)
      .map(({ value }) => (value as { readonly code: string }).code),
  );

const unknown = { figure: 'figureUnknown', list: 'listUnknown', layer: 'layerUnknown' } as const;

/** Everything that a scene names is contributed by some module or a measure of the city; told only where all modules are there. */
const namesKnown: CityCheck = (city, { modules, whole }) => {
  if (!whole) return [];
  const known = {
    figure: new Set([
      ...codesAt(modules, indicatorPoint),
      ...city.get(measuresFile).measures.map(({ code }) => code),
    ]),
    list: codesAt(modules, wallListPoint),
    layer: codesAt(modules, wallLayerPoint),
  };
  const { leader, scenes } = city.get(scenesFile);
  return [
    ...each(['leader'], leader, 'figure'),
    ...scenes.flatMap((scene, index) => namedInScene(['scenes', index], scene)),
  ]
    .filter(({ code, kind }) => !known[kind].has(code))
    .map(({ path, code, kind }) =>
      city.fault(scenesFile, path, {
        code: `operations-centre.${kind}-unknown`,
        message: fill(texts[unknown[kind]], { code }),
      }),
    );
};

/** Places of codes that stand twice in a list. */
const twice = (codes: readonly string[]): number[] =>
  codes.flatMap((code, index) => (codes.indexOf(code) < index ? [index] : []));

const codesOnce: CityCheck = (city) => {
  const { scenes } = city.get(scenesFile);
  const scenesTwice = twice(scenes.map(({ code }) => code)).map((index) =>
    city.fault(scenesFile, ['scenes', index, 'code'], {
      code: 'operations-centre.scene-twice',
      message: fill(texts.sceneTwice, { code: scenes[index]?.code ?? '' }),
    }),
  );
  const panelsTwice = scenes.flatMap((scene, at) => {
    const panels = (['left', 'middle', 'right'] as const).flatMap((side) =>
      scene[side].map(({ code }, index) => ({ code, path: ['scenes', at, side, index, 'code'] })),
    );
    return twice(panels.map(({ code }) => code)).map((index) =>
      city.fault(scenesFile, panels[index]?.path ?? [], {
        code: 'operations-centre.panel-twice',
        message: fill(texts.panelTwice, { code: panels[index]?.code ?? '' }),
      }),
    );
  });
  return [...scenesTwice, ...panelsTwice];
};

export const sceneCityChecks: readonly CityCheck[] = [namesKnown, codesOnce];
