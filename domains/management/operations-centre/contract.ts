import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Indicator } from '#platform/sense/indicators/contract';
import { Scene } from './shapes.ts';

export { type Panel, type Scene } from './shapes.ts';

const tones = ['calm', 'notice', 'warn', 'alarm'] as const;

const Row = z.object({
  key: z.string(),
  title: Text,
  note: Text.optional(),
  tone: z.enum(tones),
  mark: Text.optional().describe('in a word what the tone says'),
  at: z.string().optional(),
  values: z
    .array(
      z.object({
        name: Text,
        text: Text.nullable(),
        absent: Text.optional().describe('what stands there when there is none'),
        path: z.string().optional(),
      }),
    )
    .readonly()
    .optional(),
  path: z.string().describe('where it is opened, below the console'),
  simulated: z.boolean(),
});

const Spot = z.object({
  key: z.string(),
  label: Text,
  tone: z.enum(tones),
  longitude: z.number(),
  latitude: z.number(),
  at: z.string().optional(),
  path: z.string(),
  simulated: z.boolean(),
});
export type Spot = z.infer<typeof Spot>;

/** `may-not`: for others to see. `not-kept`: cannot be told for that instant. `failed`: could not be read just now. */
export const Standing = z.enum(['told', 'may-not', 'not-kept', 'failed']);

const told = {
  code: z.string(),
  title: Text,
  path: z.string().describe('where all of them stand, below the console'),
  standing: Standing,
  total: z.number().int(),
} as const;

export const ListView = z.object({ ...told, rows: z.array(Row).readonly(), note: Text.optional() });
export type ListView = z.infer<typeof ListView>;
export const LayerView = z.object({ ...told, spots: z.array(Spot).readonly() });
export type LayerView = z.infer<typeof LayerView>;

/** The measures, lists and layers of a scene as this reader sees them. */
export const SceneContent = z.object({
  scene: z.string(),
  at: z.string().describe('the instant that is shown'),
  figures: z.array(Indicator).describe('the measures of the scene, beside the figures of the board'),
  lists: z.array(ListView),
  layers: z.array(LayerView),
});
export type SceneContent = z.infer<typeof SceneContent>;

export const WallView = z.object({
  dwellSeconds: z.number().int(),
  leader: z.array(z.string()).describe('codes of the figures of the page for a leader'),
  scenes: z.array(Scene),
});
export type WallView = z.infer<typeof WallView>;

export const operations = {
  wall: operation({
    method: 'GET',
    path: '/wall',
    summary: { zh: '大屏场景', en: 'The scenes of the wall' },
    permission: 'public',
    result: WallView,
  }),
  scene: operation({
    method: 'GET',
    path: '/scenes/:scene',
    summary: { zh: '一个场景的列表和图层', en: 'The lists and layers of a scene' },
    permission: 'public',
    params: z.object({ scene: z.string().max(100) }),
    query: z.object({
      at: z.iso.datetime({ offset: true }).optional().describe('a past instant; now when absent'),
    }),
    result: SceneContent,
  }),
};
