import { matchPath } from '../state/router.ts';

export const kinds = ['figure', 'line', 'bars'] as const;
export type Kind = (typeof kinds)[number];

/** What a page of another site asks of a measure by the address of its frame. */
export interface FrameAsked {
  readonly code: string;
  readonly kind: Kind;
  /** Told apart by it; the whole city when absent. */
  readonly dimension: string | undefined;
}

/** Reads `/embed/measures/CODE?kind=line&dimension=town`; what is no kind is a figure. */
export function askedOf({ pathname, searchParams }: URL): FrameAsked {
  const { code = '' } = matchPath('/embed/measures/:code', pathname) ?? {};
  const kind = kinds.find((each) => each === searchParams.get('kind')) ?? 'figure';
  return { code, kind, dimension: searchParams.get('dimension') || undefined };
}
