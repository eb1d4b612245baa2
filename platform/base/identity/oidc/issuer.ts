import { publicAddress } from '#kernel/config';

/** Below which the provider answers; also the end of its name. */
export const oidcPath = '/oidc';

/** The name of this provider (OpenID Connect Core §2 `iss`): the address under which browsers reach the platform. */
export const issuerOf = (config: Parameters<typeof publicAddress>[0]): string =>
  `${publicAddress(config)}${oidcPath}`;
