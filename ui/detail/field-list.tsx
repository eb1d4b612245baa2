import type { ReactNode } from 'react';

export interface FieldLine {
  readonly name: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values, side by side. */
export function FieldList({ lines }: { readonly lines: readonly FieldLine[] }) {
  return (
    <dl className="fields">
      {lines.map((line) => (
        <div key={line.name}>
          <dt>{line.label}</dt>
          <dd>{line.value}</dd>
        </div>
      ))}
    </dl>
  );
}
