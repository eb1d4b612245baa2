import type { SignOutWay } from '../leaving/points.ts';
import { openProvider } from './provider.ts';

interface Hearing {
  backchannelLogout(account: string, sid: string): Promise<void>;
}

/** OpenID Connect Back-Channel Logout 1.0 §2.5: a logout token to the application, with the visit's `sid`. */
export const openidWay: SignOutWay = {
  way: 'openid',
  tell: async (context, { target, mark, account }) => {
    const provider = await openProvider(context);
    const client = await provider.Client.find(target);
    // Revoked, or told of nothing: there is nobody to tell.
    if (client?.backchannelLogoutUri) await (client as unknown as Hearing).backchannelLogout(account, mark);
  },
};
