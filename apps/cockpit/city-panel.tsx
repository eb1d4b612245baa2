import { useMemo } from 'react';
import { useSay } from '#ui';
import type { LayerView, SceneContent } from '#domains/management/operations-centre/contract';
import type { Board, Outline } from '#platform/sense/indicators/contract';
import { figureOf, townLines } from './figures.ts';
import { drawOutline, type Drawing } from './outline-path.ts';
import { Panel } from './panel.tsx';
import { Spots } from './spots.tsx';
import { Towns } from './towns.tsx';
import type { SceneView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly scene: SceneView;
  readonly board: Board;
  readonly outline: Outline | undefined;
  readonly content: SceneContent | undefined;
}

/** The city as it is known: its boundary, what stands or moves in it, and what is counted in each town. */
export function CityPanel({ scene, board, outline, content }: Props) {
  const say = useSay();
  const figures = scene.towns.map((code) => figureOf(board, code));
  const known = figures.flatMap((figure) => figure ?? []);
  const lines = known.length === 0 ? [] : townLines(outline?.towns ?? [], known);
  const layers = content?.layers ?? [];
  const note = [words.boundaryTrue, ...(lines.length > 0 ? [words.noPositions] : [])]
    .map((each) => say(each))
    .join(' · ');
  const invented = layers.some(({ spots }) => spots.some(({ simulated }) => simulated));
  return (
    <Panel kind="map" title={words.map} note={note} figures={known} simulated={invented}>
      <div className="city">
        <div className="ground">
          <Boundary outline={outline} layers={layers} />
          <Legend layers={layers} />
        </div>
        {lines.length > 0 && <Towns lines={lines} figures={known} />}
      </div>
    </Panel>
  );
}

interface BoundaryProps {
  readonly outline: Outline | undefined;
  readonly layers: readonly LayerView[];
}

const size = 600;

function Boundary({ outline, layers }: BoundaryProps) {
  const say = useSay();
  const drawing = useMemo(
    () => (outline?.boundary ? drawOutline(outline.boundary, size) : undefined),
    [outline],
  );
  if (!outline) return <div className="boundary" />;
  if (!drawing) return <p className="boundary none">{say(words.noBoundary)}</p>;
  const city = say(outline.name);
  const shown = layers.filter(({ standing }) => standing === 'told');
  const told = shown
    .map(({ title, total }) => say(words.layer, { title: say(title), count: total }))
    .join(', ');
  const name = shown.length > 0 ? say(words.mapOf, { city, layers: told }) : say(words.boundary, { city });
  return (
    <div className="boundary">
      <svg viewBox={boxOf(drawing)} role="img" aria-label={name}>
        <path d={drawing.path} vectorEffect="non-scaling-stroke" />
      </svg>
      <svg viewBox={boxOf(drawing)} aria-hidden="true" className="spots">
        {shown.map((layer) => (
          <Spots key={layer.code} layer={layer} drawing={drawing} />
        ))}
      </svg>
    </div>
  );
}

const boxOf = ({ width, height }: Drawing): string => `-4 -4 ${width + 8} ${height + 8}`;

/** What stands on the map, each with the list that says the same. */
function Legend({ layers }: { readonly layers: readonly LayerView[] }) {
  const say = useSay();
  if (layers.length === 0) return null;
  return (
    <ul className="legend">
      {layers.map(({ code, title, path, standing, total, spots }) => {
        const broke = spots.filter(({ tone }) => tone === 'warn').length;
        return (
          <li key={code}>
            <span className={`spot-key ${standing}`} aria-hidden="true" />
            {standing === 'told' ? (
              <a href={`/console${path}`}>{say(words.layer, { title: say(title), count: total })}</a>
            ) : (
              <span className="none">
                {say(title)}: {say(words[standing])}
              </span>
            )}
            {broke > 0 && (
              <span className="warned">
                <span className="spot-key warn" aria-hidden="true" /> {say(words.inTone, { count: broke })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
