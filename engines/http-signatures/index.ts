export { contentDigest } from './content-digest.ts';
export { readSignature, signMessage, type Message, type ReadSignature, type Signing } from './signature.ts';
