/** What a consumer's table lacks to take what an agreement gives. */
export const lackKinds = ['table', 'column', 'type', 'key', 'right', 'positions'] as const;
export interface Lack {
  readonly kind: (typeof lackKinds)[number];
  readonly name: string;
  readonly type: string;
}
