import type { Scope } from './actor.ts';
import type { Context } from './context.ts';
import type { Permission } from './operation.ts';
import { definePoint } from './point.ts';

/**
 * How an outside party is played towards one module in a city that is simulated: through the module's real intake,
 * everything marked as simulated. Played again, it changes nothing.
 */
export interface Played {
  /** `networks.operators` */
  readonly name: string;
  /** What the one who is played may do. */
  readonly grants: Readonly<Record<Exclude<Permission, 'public'>, Scope>>;
  /** @param seed the same seed plays the same */
  play(context: Context, seed: number): Promise<void>;
}

/** `contributes: [contribute(playedPoint, operators)]`; nobody is played where nothing is simulated. */
export const playedPoint = definePoint<Played>('simulation.played');
