import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { readScene, readWall } from './scene.ts';

export const handlers: Handlers<typeof operations> = {
  wall: (_input, context) => readWall(context),
  scene: ({ params, query }, context) => readScene(context, params.scene, query.at),
};
