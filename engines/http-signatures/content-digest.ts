import { createHash } from 'node:crypto';

/**
 * `Content-Digest` of a body (RFC 9530 §2) by SHA-256: `sha-256=:…:`. A signature that covers this field covers the body.
 * @param body the bytes as they are sent
 */
export const contentDigest = (body: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
