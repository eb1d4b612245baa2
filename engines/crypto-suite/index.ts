export { digest, keyedDigest, type Digest } from './digest.ts';
export { seal, SealBroken, type Seal } from './seal.ts';
export { newSigningKey, signer, verifier, type Signer, type Verifier } from './signer.ts';
export { keyBytes, suites, type Suite } from './suite.ts';
