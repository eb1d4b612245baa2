import type { Services } from '#kernel/context';
import { seal, type Seal } from '#engines/crypto-suite';
import { secretFile } from '#platform/base/identity';

/** Seals the keys of feeds and the tickets of visits; the key lies in `data/keys`. */
export const sealOf = async ({ config }: Pick<Services, 'config'>): Promise<Seal> =>
  seal(config.CRYPTO_SUITE, await secretFile(config, 'applications-seal.key'));

/** Under which persons are counted, so that no digest can be tried out. */
export const countingKey = ({ config }: Pick<Services, 'config'>): Promise<Buffer> =>
  secretFile(config, 'applications-counting.key');
