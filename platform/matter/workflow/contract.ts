import { z } from 'zod';
import { operation, type Permission } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import { Matter } from './shapes.ts';

export { Matter, Step } from './shapes.ts';

export const operations = {
  mine: operation({
    method: 'GET',
    path: '/my/matters',
    summary: {
      zh: '我办的事：各走到哪一步',
      en: 'My matters of every kind, each with its steps; the newest first',
    },
    permission: 'workflow:own',
    result: z.object({ items: z.array(Matter) }),
  }),
  paper: operation({
    method: 'GET',
    path: '/my/matters/:process/:id/paper',
    summary: { zh: '决定文书', en: 'The decision on one of my matters as a paper' },
    permission: 'workflow:own',
    params: z.object({ process: z.string().max(100), id: z.string().max(64) }),
    result: z.unknown(),
    download: true,
  }),
} as const;

/** For a module's contract: the acts of one side on its matters, said in the body: `actOperation({ path: '/applications/:id/acts', … })`. */
export const actOperation = <A extends z.ZodType>({
  acts,
  ...said
}: {
  readonly path: `/${string}/:id/acts`;
  readonly summary: Text;
  readonly permission: Permission;
  readonly acts: A;
}) =>
  operation({
    ...said,
    method: 'POST',
    params: z.object({ id: z.string().max(64) }),
    body: acts,
    result: z.object({ done: z.literal(true) }),
  });
