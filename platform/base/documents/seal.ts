import type { Context } from '#kernel/context';
import { newSigningKey, signer, type Signer, verifier } from '#engines/crypto-suite';
import { secretFile } from '#platform/base/identity';
import { sealPoint, type SealAdapter, type Sealed } from './points.ts';

async function simulatorKey({ config }: Context): Promise<Signer> {
  const suite = config.CRYPTO_SUITE;
  const secret = await secretFile(config, `documents-seal-${suite}.key`, () => newSigningKey(suite));
  return signer(suite, secret);
}

/** Signs with a key of this installation, so that everything behind it can be tried; it says that it is no real seal. */
const simulator: SealAdapter = {
  id: 'simulator',
  simulated: true,
  async seal(context, issuer, digest) {
    const key = await simulatorKey(context);
    return {
      by: `simulator:${issuer}`,
      algorithm: key.algorithm,
      key: key.publicKey.toString('base64'),
      signature: key.sign(digest).toString('base64'),
      simulated: true,
    };
  },
  async verify(context, sealed, digest) {
    const own = await simulatorKey(context);
    // Only the key of this installation counts: a key that came with the signature proves nothing.
    if (sealed.key !== own.publicKey.toString('base64')) return false;
    return verifier(own.suite, own.publicKey).verify(digest, Buffer.from(sealed.signature, 'base64'));
  },
};

/** The adapter that made a seal, in force or not; the one in force for what was sealed before its id was kept. */
export function adapterOf(context: Context, sealed: Sealed): SealAdapter | undefined {
  if (sealed.simulated) return simulator;
  const all = context.contributions(sealPoint);
  return sealed.adapter === undefined ? all[0] : all.find(({ id }) => id === sealed.adapter);
}

/** The seal in force; none in production until one is contributed. */
export function sealAdapter(context: Context): SealAdapter | undefined {
  const [real] = context.contributions(sealPoint);
  return real ?? (context.config.production ? undefined : simulator);
}
