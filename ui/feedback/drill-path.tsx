import { Link } from 'react-router';

export interface DrillStep {
  readonly label: string;
  /** Absent for where the reader is. */
  readonly to?: string;
}

/** From the figure down to the row it came from, each step a way back. */
export function DrillPath({
  steps,
  label,
}: {
  readonly steps: readonly DrillStep[];
  readonly label: string;
}) {
  return (
    <nav aria-label={label} className="drill-path no-print">
      <ol className="plain">
        {steps.map((step, index) => (
          <li key={step.label + index}>
            {step.to ? <Link to={step.to}>{step.label}</Link> : <span aria-current="page">{step.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
