import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { ById, ClientSecret, Done } from './contract-parts.ts';

const Uris = z.array(z.string().trim().min(1).max(500)).max(20);

/** An application that signs people in here by OpenID Connect (`web`, `native`), or acts in its own name (`service`). */
export const NewApplication = z.object({
  name: Text,
  kind: z.enum(['web', 'native', 'service']),
  audience: z.enum(['official', 'citizen', 'everyone']).default('official'),
  organisation: z.string().max(64).optional(),
  redirectUris: Uris.default([]).describe('compared whole, character by character'),
  logoutUris: Uris.default([]),
  backchannelUri: z.string().trim().max(500).optional().describe('told when somebody signs out'),
  grants: z
    .array(z.string().max(128))
    .max(100)
    .default([])
    .describe('the most that its access tokens may do here: permission@scope'),
  trusted: z.boolean().default(false).describe("the city's own: people are not asked for consent"),
  inside: z
    .boolean()
    .default(false)
    .describe("its back-channel stands in the city's own network: a private address will do"),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export type NewApplication = z.infer<typeof NewApplication>;

export const Application = z.object({
  id: z.string(),
  name: Text,
  kind: z.enum(['web', 'native', 'service']),
  audience: z.enum(['official', 'citizen', 'everyone']),
  organisation: z.string().nullable(),
  redirectUris: z.array(z.string()),
  logoutUris: z.array(z.string()),
  backchannelUri: z.string().nullable(),
  grants: z.array(z.string()),
  trusted: z.boolean(),
  inside: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type Application = z.infer<typeof Application>;

export const applicationOperations = {
  applications: operation({
    method: 'GET',
    path: '/applications',
    summary: { zh: '单点登录应用', en: 'Applications that sign in here' },
    permission: 'identity:manage',
    result: z.object({ items: z.array(Application), issuer: z.string() }),
  }),
  createApplication: operation({
    method: 'POST',
    path: '/applications',
    summary: { zh: '登记应用', en: 'Register an application' },
    permission: 'identity:manage',
    secondFactor: true,
    body: NewApplication,
    result: ClientSecret,
  }),
  renewApplicationSecret: operation({
    method: 'POST',
    path: '/applications/:id/secret',
    summary: { zh: '更换应用密钥', en: "Renew an application's secret" },
    permission: 'identity:manage',
    secondFactor: true,
    params: ById,
    result: ClientSecret,
  }),
  revokeApplication: operation({
    method: 'DELETE',
    path: '/applications/:id',
    summary: { zh: '撤销应用', en: 'Revoke an application' },
    permission: 'identity:manage',
    params: ById,
    result: Done,
  }),
  rotateSigningKeys: operation({
    method: 'POST',
    path: '/signing-keys',
    summary: { zh: '更换签名密钥', en: 'Rotate the keys that sign tokens' },
    permission: 'identity:manage',
    secondFactor: true,
    result: Done,
  }),
} as const;
