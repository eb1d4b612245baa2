import type { CityModule } from '#kernel/module';
import type { Text } from '#kernel/texts';

/** Scopes beside the permissions of the modules, each of which is a scope of the same name. */
export const standardScopes = ['openid', 'profile', 'org', 'offline_access'] as const;

const titles: Readonly<Record<string, Text>> = {
  openid: { zh: '知道是您在登录', en: 'know that it is you' },
  profile: { zh: '您的姓名和账户类别', en: 'your name and kind of account' },
  org: {
    zh: '您的单位、岗位、区划和权限名称',
    en: 'your organisation, post, division and the names of your permissions',
  },
  offline_access: { zh: '您不在时继续使用（最长 14 天）', en: 'go on while you are away (14 days at most)' },
};

export const permissionsOf = (modules: readonly CityModule[]): Map<string, Text> =>
  new Map(modules.flatMap(({ permissions = {} }) => Object.entries(permissions)));

/** What a scope allows, in words for the person who is asked. */
export const scopeTitle = (modules: readonly CityModule[], scope: string): Text =>
  titles[scope] ?? permissionsOf(modules).get(scope) ?? { zh: scope, en: scope };
