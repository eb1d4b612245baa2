import { useQuery } from '@tanstack/react-query';
import type { Geometry } from 'geojson';
import { useMemo } from 'react';
import { call } from '#kernel/call';
import type { operations } from '#platform/sense/indicators/contract';
import type { MapLayer } from './map-types.ts';

/** Only method and path: the schemas of the contract stay on the server. */
const outline = { method: 'GET', path: '/outline' } as typeof operations.outline;

/** Layers above the city's boundary, once that is known; a city without one has a blank ground. */
export function useOnGround(layers: readonly MapLayer[]): readonly MapLayer[] {
  const { data } = useQuery({
    queryKey: ['indicators', 'outline'],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<MapLayer | null> => {
      const { boundary, name } = await call('indicators', outline, {}, { signal });
      if (!boundary) return null;
      const features = [{ type: 'Feature' as const, properties: {}, geometry: boundary as Geometry }];
      return {
        id: 'ground',
        title: name,
        colour: 'ink-3',
        shape: 'area',
        features: { type: 'FeatureCollection', features },
      };
    },
  });
  return useMemo(() => (data ? [data, ...layers] : layers), [data, layers]);
}
