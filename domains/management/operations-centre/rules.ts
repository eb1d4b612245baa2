import type { Panel, Scene, Wall } from './shapes.ts';

/** Codes of what the modules that run contribute. */
export interface Contributed {
  readonly figures: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly layers: ReadonlySet<string>;
}

const only = (codes: readonly string[], known: ReadonlySet<string>): string[] =>
  codes.filter((code) => known.has(code));

const shows = ({ lead, bars, list, figures, compare }: Panel): boolean =>
  figures.length + compare.length > 0 || [lead, bars, list].some((code) => code !== undefined);

function composedPanel(panel: Panel, { figures, lists }: Contributed): Panel[] {
  const { lead, bars, spark, list, ...rest } = panel;
  const named = { lead, bars, spark };
  const kept: Panel = {
    ...rest,
    ...Object.fromEntries(
      Object.entries(named).filter(([, code]) => code !== undefined && figures.has(code)),
    ),
    ...(list !== undefined && lists.has(list) ? { list } : {}),
    figures: only(panel.figures, figures),
    compare: only(panel.compare, figures),
  };
  return shows(kept) ? [kept] : [];
}

function composedScene(scene: Scene, known: Contributed): Scene[] {
  const side = (panels: readonly Panel[]) => panels.flatMap((panel) => composedPanel(panel, known));
  const [left, right] = [side(scene.left), side(scene.right)];
  const middle = side(scene.middle);
  if (left.length + middle.length + right.length === 0) return [];
  return [
    {
      ...scene,
      tiles: only(scene.tiles, known.figures),
      layers: only(scene.layers, known.layers),
      towns: only(scene.towns, known.figures),
      left,
      middle,
      right,
    },
  ];
}

/** The wall of what there is: what no running module contributes is left out, with panels and scenes that show nothing then. */
export const composed = (wall: Wall, known: Contributed): Wall => ({
  ...wall,
  leader: only(wall.leader, known.figures),
  scenes: wall.scenes.flatMap((scene) => composedScene(scene, known)),
});
