import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Operations centre',
  scenesFile: 'Scenes of the wall',
  scene: 'scene',
  sceneTwice: 'there is a scene {code} already',
  panelTwice: 'there is {code} in this scene already',
  figureUnknown: 'there is no figure {code}',
  listUnknown: 'there is no list {code}',
  layerUnknown: 'there is no layer {code}',
  notYet: 'That instant has not come yet; only past ones can be shown.',
  tooMany: 'No live line is free; try again later. The page asks from time to time instead.',
} satisfies typeof zh;
