import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Tokens } from '../theme/tokens.ts';
import type { MapLayer } from './map-types.ts';

/** Source of a layer; tile addresses must be whole, since a worker asks for them. */
export function sourceOf(layer: MapLayer): SourceSpecification {
  if ('features' in layer)
    return { type: 'geojson', data: layer.features, ...(layer.key ? { promoteId: layer.key } : {}) };
  return {
    type: 'vector',
    tiles: [new URL(layer.tiles, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
    minzoom: layer.fromZoom ?? 0,
    maxzoom: 16,
    ...(layer.key ? { promoteId: layer.key } : {}),
  };
}

/** Drawing of a layer: quiet, and the chosen feature stands out by size and edge as well as by colour. */
export function drawingsOf(
  layer: MapLayer,
  tokens: Tokens,
  chosen: string | undefined,
): readonly LayerSpecification[] {
  const place = { source: layer.id, ...('tileLayer' in layer ? { 'source-layer': layer.tileLayer } : {}) };
  const isChosen = ['==', ['to-string', ['get', layer.key ?? '']], chosen ?? ''] as const;
  const either = <T>(yes: T, no: T) =>
    layer.key && chosen !== undefined ? (['case', isChosen, yes, no] as never) : no;
  const colour = tokens[layer.colour];
  const line: LayerSpecification = {
    ...place,
    id: `${layer.id}.line`,
    type: 'line',
    paint: { 'line-color': either(tokens.river, colour), 'line-width': either(3, 1.2) },
  };
  const shapes: Readonly<Record<MapLayer['shape'], readonly LayerSpecification[]>> = {
    area: [
      {
        ...place,
        id: `${layer.id}.area`,
        type: 'fill',
        paint: { 'fill-color': colour, 'fill-opacity': either(0.3, 0.08) },
      },
      line,
    ],
    line: [line],
    point: [
      {
        ...place,
        id: `${layer.id}.point`,
        type: 'circle',
        paint: {
          'circle-color': either(tokens.river, colour),
          'circle-radius': either(8, 4.5),
          'circle-stroke-color': tokens.sheet,
          'circle-stroke-width': either(3, 1.2),
        },
      },
    ],
  };
  return [...shapes[layer.shape], ...labelOf(layer, place, tokens)];
}

function labelOf(layer: MapLayer, place: { source: string }, tokens: Tokens): readonly LayerSpecification[] {
  if (!layer.label) return [];
  return [
    {
      ...place,
      id: `${layer.id}.label`,
      type: 'symbol',
      minzoom: layer.labelFrom ?? 12,
      layout: {
        'text-field': ['to-string', ['get', layer.label]],
        'text-size': 12,
        'text-offset': [0, layer.shape === 'point' ? 1.1 : 0],
        'text-anchor': layer.shape === 'point' ? 'top' : 'center',
      },
      paint: { 'text-color': tokens.ink, 'text-halo-color': tokens.paper, 'text-halo-width': 1.4 },
    },
  ];
}

/** A whole style without fonts or pictures from elsewhere: labels are drawn from the reader's own fonts. */
export const mapStyle = (
  layers: readonly MapLayer[],
  tokens: Tokens,
  chosen: string | undefined,
): StyleSpecification => ({
  version: 8,
  sources: Object.fromEntries(layers.map((layer) => [layer.id, sourceOf(layer)])),
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': tokens.paper } },
    ...layers.flatMap((layer) => drawingsOf(layer, tokens, chosen)),
  ],
});
