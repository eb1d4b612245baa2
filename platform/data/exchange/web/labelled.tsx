import { useId, type ReactNode } from 'react';

interface LabelledProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

/** A control with its label and hint, each bound to it. */
export function Labelled({ label, hint, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {children({ id, ...(hint && { 'aria-describedby': `${id}-hint` }) })}
    </div>
  );
}
