import { Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { useNight } from '../theme/night.ts';
import { readTokens } from '../theme/tokens.ts';
import { mapStyle } from './map-style.ts';
import type { Bounds, MapLayer } from './map-types.ts';
import { useOnGround } from './use-on-ground.ts';

setWorkerUrl(workerUrl);

interface CityMapProps {
  readonly label: Text;
  readonly layers: readonly MapLayer[];
  readonly bounds: Bounds;
  /** Key of the feature that stands out. */
  readonly chosen?: string | undefined;
  readonly onChoose?: (key: string, layer: string) => void;
  /** The same things as a list: for the ear, the keyboard, and where no map can be drawn. */
  readonly list: ReactNode;
  readonly height?: string;
}

const texts = {
  cannot: {
    zh: '这台设备不能绘制地图（没有 WebGL），下面的列表内容相同。',
    en: 'This device cannot draw maps (no WebGL); the list below holds the same.',
  },
  drawing: { zh: '地图绘制中', en: 'Drawing the map' },
};

/** The city's map with its list twin. Needs nothing from the outside: no tiles, fonts or pictures of others. */
export function CityMap({ label, layers, bounds, chosen, onChoose, list, height = '60vh' }: CityMapProps) {
  const say = useSay();
  const night = useNight();
  const drawn = useOnGround(layers);
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre>(undefined);
  const choose = useRef(onChoose);
  const [state, setState] = useState<'drawing' | 'ready' | 'cannot'>(() =>
    canDraw() ? 'drawing' : 'cannot',
  );
  useEffect(() => {
    choose.current = onChoose;
  });
  useEffect(() => {
    if (!place.current) return undefined;
    const opened = openMap(place.current, bounds);
    map.current = opened;
    opened.on('idle', () => setState(opened.getStyle().layers.length > 0 ? 'ready' : 'drawing'));
    return () => {
      map.current = undefined;
      opened.remove();
    };
  }, [bounds]);
  useEffect(() => {
    const opened = map.current;
    if (!opened) return undefined;
    const draw = () => opened.setStyle(mapStyle(drawn, readTokens(), chosen), { diff: true });
    if (opened.isStyleLoaded()) draw();
    else void opened.once('idle', draw);
    const leave = listenForClicks(opened, drawn, (key, layer) => choose.current?.(key, layer));
    return () => {
      opened.off('idle', draw);
      leave();
    };
  }, [drawn, chosen, night, bounds]);
  return (
    <div className="city-map">
      {state === 'cannot' ? (
        <p className="notice warn">{say(texts.cannot)}</p>
      ) : (
        <div
          ref={place}
          className="city-map-canvas"
          style={{ blockSize: height }}
          data-state={state}
          role="region"
          aria-label={say(label)}
        />
      )}
      <MapKey layers={layers} />
      {list}
    </div>
  );
}

function MapKey({ layers }: { readonly layers: readonly MapLayer[] }) {
  const say = useSay();
  return (
    <ul className="plain row small map-key" aria-hidden="true">
      {layers.map((layer) => (
        <li key={layer.id} className="lamp">
          <span className="lamp-dot" style={{ color: `var(--${layer.colour})` }} />
          {say(layer.title)}
        </li>
      ))}
    </ul>
  );
}

/** MapLibre needs WebGL 2, which a plain or locked-down machine may lack. */
const canDraw = (): boolean => document.createElement('canvas').getContext('webgl2') !== null;

function openMap(container: HTMLElement, [west, south, east, north]: Bounds): MapLibre {
  const map = new MapLibre({
    container,
    style: { version: 8, sources: {}, layers: [] },
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  return map;
}

/** A pointer over what can be opened, and a click that opens it. */
function listenForClicks(
  map: MapLibre,
  layers: readonly MapLayer[],
  choose: (key: string, layer: string) => void,
) {
  const touch = { point: 'point', line: 'line', area: 'area' } as const;
  const ends = layers.flatMap((layer) => {
    const { key } = layer;
    if (!key) return [];
    const id = `${layer.id}.${touch[layer.shape]}`;
    const cursor = (shape: string) => () => {
      map.getCanvas().style.cursor = shape;
    };
    return [
      map.on('click', id, (event) => {
        const value: unknown = event.features?.[0]?.properties[key];
        if (value !== undefined) choose(String(value), layer.id);
      }),
      map.on('mouseenter', id, cursor('pointer')),
      map.on('mouseleave', id, cursor('')),
    ];
  });
  return () => {
    for (const end of ends) end.unsubscribe();
  };
}
