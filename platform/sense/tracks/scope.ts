import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';

/** No organisation has this code: whoever lacks one sees nothing. */
const nobody = '-';

/** Whose things the reader sees: everybody's in the scope `city`, their own department's in any other. */
export const ownerFor = ({ actor }: Pick<Context, 'actor'>): string | undefined =>
  scopeOf(actor, 'tracks:read') === 'city' ? undefined : (actor.organisation ?? nobody);
