export { keyedDigest, packedKeyedDigest } from './keyed-digest.ts';
export { digest, runningDigest, type Digest, type RunningDigest } from './digest.ts';
export { seal, SealBroken, type Seal } from './seal.ts';
export { newSigningKey, signer, verifier, verifierOf, type Signer, type Verifier } from './signer.ts';
export { keyBytes, suites, type Suite } from './suite.ts';
