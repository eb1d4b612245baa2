/** Data sharing: who may read what of whose data, for what, until when; and the gateway that keeps to it. */
export { gatherProof } from './receipts/proving.ts';
export { verifyProof, type Held, type ProofFault, type ProofVerdict } from './receipts/verify.ts';
/** For tests and whoever composes a city of some modules. */
export { default as exchangeModule } from './module.ts';
