/**
 * A point of extension: an organ that serves everybody declares one, modules contribute to it in their manifests,
 * and nobody imports everybody. `const layers = definePoint<Layer>('space.layer')`.
 */
export interface Point<T> {
  readonly id: string;
  /** Never read; carries the type. */
  readonly contribution?: T;
}

export const definePoint = <T>(id: string): Point<T> => Object.freeze({ id });

export interface Contribution<T = unknown> {
  readonly point: Point<T>;
  readonly value: T;
}

export const contribute = <T>(point: Point<T>, value: T): Contribution<T> => ({ point, value });
