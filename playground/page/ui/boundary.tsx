import { Component, type ComponentChildren } from 'preact';

interface BoundaryProps {
  /** What is drawn: once it is something else, drawing is tried again. */
  of: unknown;
  children: ComponentChildren;
}

/** Shows one sentence in place of what cannot be drawn: an error there would leave the whole page dead. */
export class Boundary extends Component<BoundaryProps, { failed?: { of: unknown; why: string } }> {
  override componentDidCatch(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.setState({ failed: { of: this.props.of, why } });
  }

  override render({ of, children }: BoundaryProps) {
    const { failed } = this.state;
    if (!failed || failed.of !== of) return children;
    return (
      <p class="alert" role="alert">
        The page cannot show this: {failed.why}
      </p>
    );
  }
}
