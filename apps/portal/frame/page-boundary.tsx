import { Component, type ReactNode } from 'react';
import { ProblemNote } from '#ui';

interface BoundaryProps {
  readonly children: ReactNode;
}

/** A page that breaks says so; the header and all other pages stay. */
export class PageBoundary extends Component<BoundaryProps, { readonly problem: unknown }> {
  override state: { readonly problem: unknown } = { problem: undefined };
  static getDerivedStateFromError(problem: unknown): { readonly problem: unknown } {
    return { problem };
  }
  override render(): ReactNode {
    if (this.state.problem === undefined) return this.props.children;
    return (
      <div className="wrap page">
        <ProblemNote problem={this.state.problem} onRetry={() => this.setState({ problem: undefined })} />
      </div>
    );
  }
}
