import type { FeatureCollection } from 'geojson';
import type { Text } from '#kernel/texts';
import type { Token } from '../theme/tokens.ts';

interface LayerBase {
  readonly id: string;
  readonly title: Text;
  readonly colour: Token;
  /** Property with a feature's key; a click on it tells this key. */
  readonly key?: string;
  /** Property drawn beside a feature from `labelFrom` on. */
  readonly label?: string;
  readonly labelFrom?: number;
  readonly shape: 'point' | 'line' | 'area';
}

/** One layer: features at hand, or vector tiles `…/{z}/{x}/{y}` with the name of their layer. */
export type MapLayer = LayerBase &
  (
    | { readonly features: FeatureCollection }
    | { readonly tiles: string; readonly tileLayer: string; readonly fromZoom?: number }
  );

export type Bounds = readonly [west: number, south: number, east: number, north: number];
