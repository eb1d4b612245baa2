import { Link } from 'react-router';
import { ScrollRegion } from '../table/scroll-region.tsx';
import { layersOf, type FlowEdge } from './layers.ts';

export interface FlowNode {
  readonly id: string;
  readonly title: string;
  /** A second, quieter line. */
  readonly detail?: string;
  /** Where it leads. */
  readonly to: string;
  readonly tone?: 'plain' | 'celadon' | 'river' | 'amber' | 'seal';
}

interface FlowProps {
  readonly label: string;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** The one that the page is about. */
  readonly current?: string;
}

const box = { width: 184, height: 56, across: 40, below: 16, margin: 8 };
const xOf = (column: number): number => box.margin + column * (box.width + box.across);
const yOf = (row: number): number => box.margin + row * (box.height + box.below);

/** What flows from left to right: boxes that are links, and arrows between them. Too wide, it scrolls in itself. */
export function Flow({ label, nodes, edges, current }: FlowProps) {
  const placed = layersOf(
    nodes.map(({ id }) => id),
    edges,
  );
  const last = Math.max(0, ...[...placed.values()].map(({ column }) => column));
  const lowest = Math.max(0, ...[...placed.values()].map(({ row }) => row));
  const width = xOf(last) + box.width + box.margin;
  const height = yOf(lowest) + box.height + box.margin;
  return (
    <ScrollRegion label={label}>
      <div className="flow" style={{ width, height }}>
        <svg className="flow-edges" width={width} height={height} aria-hidden="true">
          {edges.map(({ from, to }) => {
            const [one, other] = [placed.get(from), placed.get(to)];
            if (!one || !other) return null;
            const [x1, y1] = [xOf(one.column) + box.width, yOf(one.row) + box.height / 2];
            const [x2, y2] = [xOf(other.column), yOf(other.row) + box.height / 2];
            const bend = Math.max(box.across / 2, (x2 - x1) / 2);
            return (
              <path
                key={`${from} ${to}`}
                d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
              />
            );
          })}
        </svg>
        <ul className="plain">
          {nodes.map(({ id, title, detail, to, tone = 'plain' }) => {
            const place = placed.get(id) ?? { column: 0, row: 0 };
            return (
              <li key={id} style={{ left: xOf(place.column), top: yOf(place.row) }}>
                <Link
                  to={to}
                  className={`flow-node flow-${tone}`}
                  aria-current={id === current ? 'true' : undefined}
                  title={title}
                >
                  <span className="flow-title">{title}</span>
                  {detail && <span className="flow-detail">{detail}</span>}
                </Link>
              </li>
            );
          })}
        </ul>
      </div>
    </ScrollRegion>
  );
}
