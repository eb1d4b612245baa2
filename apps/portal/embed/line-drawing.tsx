import type { ReactNode } from 'react';

interface DrawnLine {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

interface DrawingProps {
  readonly lines: readonly DrawnLine[];
  /** Names of the first and the last category, below the drawing. */
  readonly from: string;
  readonly to: string;
  /** How a number is written at the edge. */
  readonly write: (value: number) => string;
}

const width = 600;
const height = 200;
const edge = 8;

/** The lowest and the highest value, zero among them unless all lie far from it. */
function rangeOf(lines: readonly DrawnLine[]): readonly [number, number] {
  const values = lines.flatMap((line) => line.values.filter((value) => value !== null));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const low = least > 0 && least < most / 2 ? 0 : least;
  return low === most ? [low - 1, most + 1] : [Math.min(low, least), most];
}

/** Paths of a line: it breaks where there is no value, and what stands alone is a dot. */
function strokesOf(values: DrawnLine['values'], at: (index: number, value: number) => string): string[] {
  const strokes: string[][] = [[]];
  for (const [index, value] of values.entries())
    if (value === null) strokes.push([]);
    else strokes.at(-1)?.push(at(index, value));
  return strokes
    .filter((each) => each.length > 0)
    .map((each) => `M${each.join('L')}${each.length === 1 ? 'h0' : ''}`);
}

/** Lines over time, for the eye alone: the table beside says the same. */
export function LineDrawing({ lines, from, to, write }: DrawingProps): ReactNode {
  const [low, high] = rangeOf(lines);
  const count = Math.max(1, ...lines.map(({ values }) => values.length));
  const y = (value: number) => edge + ((high - value) / (high - low)) * (height - 2 * edge);
  const x = (index: number) => (count === 1 ? width / 2 : edge + (index / (count - 1)) * (width - 2 * edge));
  const at = (index: number, value: number) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
  return (
    <div className="drawing" aria-hidden="true">
      <div className="edge">
        <span>{write(high)}</span>
        <span>{write(low)}</span>
      </div>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
        {[high, low].map((value) => (
          <path key={value} className="grid" d={`M0 ${y(value)}H${width}`} />
        ))}
        {lines.map(({ name, values }, index) => (
          <path key={name} className={`stroke stroke-${index + 1}`} d={strokesOf(values, at).join('')} />
        ))}
      </svg>
      <div className="ends">
        <span>{from}</span>
        <span>{to}</span>
      </div>
      {lines.length > 1 && (
        <ul className="legend">
          {lines.map(({ name }, index) => (
            <li key={name} className={`key key-${index + 1}`}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
