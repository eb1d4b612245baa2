import type { Services } from '#kernel/context';
import { seal, type Seal } from '#engines/crypto-suite';
import { secretFile } from './secret-file.ts';

/** Seals what lies in this module's tables and must not be readable in a copy of them; the key lies in `data/keys`. */
export async function sealOf({ config }: Pick<Services, 'config'>): Promise<Seal> {
  return seal(config.CRYPTO_SUITE, await secretFile(config, 'identity-seal.key'));
}
