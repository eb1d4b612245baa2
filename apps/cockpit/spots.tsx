import { instantOf, useSay } from '#ui';
import type { LayerView, Spot } from '#domains/management/operations-centre/contract';
import type { Drawing } from './outline-path.ts';

interface Props {
  readonly layer: LayerView;
  readonly drawing: Drawing;
}

/** Things on the map, for the pointer; the ear and the keyboard have the list to which the key leads. What asks most is drawn last. */
export function Spots({ layer, drawing }: Props) {
  const spots = [...layer.spots].toSorted(
    (one, other) => Number(one.tone !== 'calm') - Number(other.tone !== 'calm'),
  );
  return (
    <g>
      {spots.map((spot) => (
        <Mark key={spot.key} spot={spot} drawing={drawing} />
      ))}
    </g>
  );
}

function Mark({ spot, drawing }: { readonly spot: Spot; readonly drawing: Drawing }) {
  const say = useSay();
  const { x, y } = drawing.place(spot.longitude, spot.latitude);
  if (x < -4 || y < -4 || x > drawing.width + 4 || y > drawing.height + 4) return null;
  const seen = spot.at ? ` · ${instantOf(new Date(spot.at), false)}` : '';
  return (
    <a href={`/console${spot.path}`} tabIndex={-1}>
      <title>{`${say(spot.label)}${seen}`}</title>
      {spot.tone !== 'calm' && <circle className={`ring ${spot.tone}`} cx={x} cy={y} r={11} />}
      <circle className={spot.tone} cx={x} cy={y} r={spot.tone === 'calm' ? 3.4 : 4.6} />
    </a>
  );
}
