import { z } from 'zod';
import { operation, type Operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { applicationOperations } from './contract-applications.ts';
import { delegationOperations } from './contract-delegation.ts';
import { factorOperations } from './contract-factor.ts';
import { kioskOperations } from './contract-kiosk.ts';
import { realNameOperations } from './contract-real-name.ts';
import { ById, ClientSecret, Code, Done } from './contract-parts.ts';

export * from './contract-applications.ts';
export * from './contract-delegation.ts';
export * from './contract-factor.ts';
export * from './contract-real-name.ts';
export { ClientSecret } from './contract-parts.ts';

const Name = z.string().trim().min(1).max(64);
const Secret = z.string().min(1).max(1024);

/** Whoever is signed in, as pages need them. */
export const SignedIn = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  organisation: z.string().nullable(),
  organisationName: Text.nullable(),
  post: z.string().nullable(),
  division: z.string().nullable(),
  permissions: z.array(z.string()).describe('names of the permissions held, in whatever scope'),
});
export type SignedIn = z.infer<typeof SignedIn>;

/** A post that the same person may act in. */
export const PostChoice = z.object({ id: z.string(), title: Text });
export type PostChoice = z.infer<typeof PostChoice>;

export const SessionState = z.object({
  actor: SignedIn.nullable().describe('null when nobody is signed in'),
  posts: z.array(PostChoice),
  acting: z
    .object({ title: Text })
    .nullable()
    .optional()
    .describe('for whom they act now; null for themselves'),
  kiosk: z
    .object({ title: Text, idleSeconds: z.int() })
    .nullable()
    .optional()
    .describe('the machine is a kiosk: whoever does nothing for so long is signed out'),
  secondFactor: z
    .enum(['no', 'proved', 'needed'])
    .optional()
    .describe('needed: the post gives no rights until a second factor was enrolled or proved'),
});
export type SessionState = z.infer<typeof SessionState>;

export const DemonstrationAccount = z.object({ account: z.string(), password: z.string(), title: Text });
export type DemonstrationAccount = z.infer<typeof DemonstrationAccount>;

export const MySession = z.object({
  id: z.string(),
  begunAt: z.string(),
  seenAt: z.string(),
  post: z.string().nullable(),
  device: z.string().nullable().describe('kind of browser and system'),
  place: z.string().nullable().describe('network'),
  current: z.boolean(),
});
export type MySession = z.infer<typeof MySession>;

export const Role = z.object({
  code: z.string(),
  title: Text,
  duty: z.string().nullable(),
  grants: z.array(z.string()),
});
export type Role = z.infer<typeof Role>;

/** What a permission is called by whoever grants it. */
export const PermissionWords = z.object({ permission: z.string(), title: Text });
export type PermissionWords = z.infer<typeof PermissionWords>;

export const Client = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.string().nullable(),
  grants: z.array(z.string()),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string().nullable(),
  usedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type Client = z.infer<typeof Client>;

/** An answer that carries the cookie is a download to the kernel: only a download sets headers of its own. */
const withCookie = <O extends Operation>(op: O): O & { readonly download: true } => ({
  ...op,
  download: true,
});

export const operations = {
  signIn: withCookie(
    operation({
      method: 'POST',
      path: '/session',
      summary: { zh: '登录', en: 'Sign in' },
      permission: 'public',
      body: z.object({ account: Name, password: Secret, code: Code.optional(), post: Name.optional() }),
      result: SessionState,
    }),
  ),
  session: operation({
    method: 'GET',
    path: '/session',
    summary: { zh: '现在是谁', en: 'Who is signed in' },
    permission: 'public',
    result: SessionState,
  }),
  switchPost: operation({
    method: 'POST',
    path: '/session/post',
    summary: { zh: '换岗位', en: 'Switch to another post' },
    permission: 'public',
    body: z.object({ post: Name }),
    result: SessionState,
  }),
  signOut: withCookie(
    operation({
      method: 'DELETE',
      path: '/session',
      summary: { zh: '退出', en: 'Sign out' },
      permission: 'public',
      result: Done,
    }),
  ),
  sessions: operation({
    method: 'GET',
    path: '/sessions',
    summary: { zh: '我的登录', en: 'My sessions' },
    permission: 'public',
    result: z.object({ items: z.array(MySession) }),
  }),
  endSession: operation({
    method: 'DELETE',
    path: '/sessions/:id',
    summary: { zh: '结束我的一个登录', en: 'End one of my sessions' },
    permission: 'public',
    params: ById,
    result: Done,
  }),
  changePassword: operation({
    method: 'POST',
    path: '/password',
    summary: { zh: '改自己的密码', en: 'Change my password' },
    permission: 'public',
    body: z.object({ current: Secret, password: Secret }),
    result: Done,
  }),
  demonstration: operation({
    method: 'GET',
    path: '/demonstration',
    summary: { zh: '演示账户', en: 'Demonstration accounts' },
    permission: 'public',
    result: z.object({ items: z.array(DemonstrationAccount) }),
  }),
  setPassword: operation({
    method: 'POST',
    path: '/accounts/:key/password',
    summary: { zh: '为账户设置密码', en: 'Set the password of an account' },
    permission: 'identity:manage',
    secondFactor: true,
    params: z.object({ key: z.string().max(64) }),
    body: z.object({ password: Secret }),
    result: Done,
  }),
  roles: operation({
    method: 'GET',
    path: '/roles',
    summary: { zh: '角色', en: 'Roles' },
    permission: 'identity:manage',
    result: z.object({ items: z.array(Role) }),
  }),
  permissions: operation({
    method: 'GET',
    path: '/permissions',
    summary: { zh: '权限及其说明', en: 'Permissions and what they are called' },
    permission: 'public',
    result: z.object({ items: z.array(PermissionWords) }),
  }),
  clients: operation({
    method: 'GET',
    path: '/clients',
    summary: { zh: '应用凭据', en: 'API clients' },
    permission: 'identity:manage',
    result: z.object({ items: z.array(Client) }),
  }),
  createClient: operation({
    method: 'POST',
    path: '/clients',
    summary: { zh: '新建应用凭据', en: 'Create an API client' },
    permission: 'identity:manage',
    secondFactor: true,
    body: z.object({
      name: Name,
      organisation: z.string().max(64).optional(),
      permissions: z.array(z.string().max(128)).min(1).max(100),
      expiresAt: z.iso.datetime({ offset: true }).optional(),
    }),
    result: ClientSecret,
  }),
  revokeClient: operation({
    method: 'DELETE',
    path: '/clients/:id',
    summary: { zh: '撤销应用凭据', en: 'Revoke an API client' },
    permission: 'identity:manage',
    params: ById,
    result: Client,
  }),
  ...kioskOperations,
  ...realNameOperations,
  ...delegationOperations,
  ...factorOperations,
  ...applicationOperations,
} as const;
