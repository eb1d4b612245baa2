import { z } from 'zod';
import { ConfigError, type Config } from '#kernel/config';
import { Text } from '#kernel/texts';

const Level = z.int().min(1).max(3);

/** Another's provider of identity (OpenID Connect) at which citizens may sign in here: the province's, a bank's. */
const Provider = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  title: Text,
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  secret: z.string().min(8),
  scopes: z.string().default('openid profile'),
  /** Stands in the city's own network: private addresses and plain http will do. */
  inside: z.boolean().default(false),
  /** Under which names it tells what. */
  claims: z
    .strictObject({
      number: z.string().optional(),
      name: z.string().default('name'),
      assurance: z.string().default('acr'),
    })
    .prefault({}),
  /** What its words for assurance are worth here. */
  levels: z.record(z.string(), Level).default({}),
  /** What it is worth when it says none of these. */
  level: Level.default(1),
});
export type Provider = z.output<typeof Provider>;

const Providers = z.array(Provider);

/**
 * The outside providers that this installation is registered with.
 * @throws ConfigError naming what is wrong in SIGN_IN_PROVIDERS; what stands there is never repeated
 */
export function providersOf({ SIGN_IN_PROVIDERS }: Pick<Config, 'SIGN_IN_PROVIDERS'>): readonly Provider[] {
  if (SIGN_IN_PROVIDERS === undefined) return [];
  let given: unknown;
  try {
    given = JSON.parse(SIGN_IN_PROVIDERS);
  } catch {
    throw new ConfigError('SIGN_IN_PROVIDERS: not JSON');
  }
  const read = Providers.safeParse(given);
  if (!read.success)
    throw new ConfigError(
      read.error.issues
        .map(({ path, code }) => `SIGN_IN_PROVIDERS ${path.map(String).join('.')}: ${code}`)
        .join('\n'),
    );
  if (new Set(read.data.map(({ code }) => code)).size !== read.data.length)
    throw new ConfigError('SIGN_IN_PROVIDERS: a code stands twice');
  return read.data;
}
