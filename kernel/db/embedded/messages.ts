/** From the main thread to the engine's thread. */
export type ToEngine =
  | { readonly kind: 'wire'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** What the next COPY reads from /dev/blob. */
  | { readonly kind: 'blob'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'close' };

/** From the engine's thread to the main thread. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'wire'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'closed' };

export interface EngineData {
  readonly folder: string;
}
