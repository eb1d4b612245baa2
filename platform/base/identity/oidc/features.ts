import type { Configuration } from 'oidc-provider';
import { logoutPage, signedOutPage } from './html.ts';

const minute = 60;
const day = 24 * 60 * minute;

/** Which parts of the standards are spoken. */
export const features: Configuration['features'] = {
  devInteractions: { enabled: false },
  clientCredentials: { enabled: true },
  introspection: {
    enabled: true,
    // An application learns of its own tokens only.
    allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
  },
  revocation: {
    enabled: true,
    allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
  },
  backchannelLogout: { enabled: true },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: (ctx, form) => {
      ctx.body = logoutPage(form);
    },
    postLogoutSuccessSource: (ctx) => {
      ctx.body = signedOutPage();
    },
  },
  resourceIndicators: { enabled: false },
};

/** How long things last, in seconds. A session of the provider counts for nothing without the platform's own. */
export const ttl: Configuration['ttl'] = {
  AccessToken: 10 * minute,
  AuthorizationCode: minute,
  ClientCredentials: 10 * minute,
  IdToken: 10 * minute,
  RefreshToken: 14 * day,
  Interaction: 30 * minute,
  Session: day,
  Grant: 14 * day,
};
