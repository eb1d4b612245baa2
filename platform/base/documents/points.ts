import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';
import type { FileKind } from './attach/sniff.ts';

/** A kind of attachment that a module takes: which files, how large. */
export interface AttachmentKind {
  /** `grants.evidence` */
  readonly code: string;
  readonly title: Text;
  readonly files: readonly FileKind[];
  readonly maxBytes: number;
}
export const attachmentKindPoint = definePoint<AttachmentKind>('documents.attachment-kind');

/** Looks a file over before it is kept. None is contributed by default: an installation adds its own. */
export interface Scanner {
  readonly name: string;
  /** @returns the name of what was found; undefined when the file is clean. A throw refuses the file for now (503). */
  scan(path: string): Promise<string | undefined>;
}
export const scannerPoint = definePoint<Scanner>('documents.scanner');

export interface Sealed {
  /** Who sealed, in words. */
  readonly by: string;
  readonly algorithm: string;
  /** SubjectPublicKeyInfo in PEM, or a certificate. */
  readonly key: string;
  /** Detached, over the digest, base64. */
  readonly signature: string;
  readonly simulated: boolean;
  /** Id of the adapter that sealed, and that verifies. */
  readonly adapter?: string;
}

/** An electronic seal: signs the digest of a printed paper for its issuer. */
export interface SealAdapter {
  readonly id: string;
  readonly simulated: boolean;
  seal(context: Context, issuer: string, digest: Uint8Array): Promise<Sealed>;
  verify(context: Context, sealed: Sealed, digest: Uint8Array): Promise<boolean>;
}
/** The first that is contributed seals; without one the simulator does, where simulation is allowed. */
export const sealPoint = definePoint<SealAdapter>('documents.seal');
