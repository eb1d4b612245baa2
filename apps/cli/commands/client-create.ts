import { createClient } from '#platform/base/identity';
import { required, several, UsageError, type Command } from '../command.ts';
import { withPlatform } from '../with-platform.ts';

export const clientCreate: Command = {
  name: 'client create',
  usage: '--name N --organisation CODE --permission P@SCOPE …',
  summary: {
    zh: '新建接口客户端，密钥只显示这一次',
    en: 'Makes an API client; its secret is shown this once',
  },
  options: {
    name: { type: 'string' },
    organisation: { type: 'string' },
    permission: { type: 'string', multiple: true },
  },
  run: async (given) => {
    const permissions = several(given, 'permission').map((each) =>
      each.includes('@') ? each : `${each}@department`,
    );
    if (permissions.length === 0) throw new UsageError('--permission: 至少给出一个 · at least one');
    const made = await withPlatform((context) =>
      context.transaction((tx) =>
        createClient(context, tx, {
          name: required(given, 'name'),
          organisation: required(given, 'organisation'),
          permissions,
        }),
      ),
    );
    return { lines: [`id      ${made.id}`, `secret  ${made.secret}`], data: made };
  },
};
