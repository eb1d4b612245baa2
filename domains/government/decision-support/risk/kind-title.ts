import type { Context } from '#kernel/context';
import type { Text } from '#kernel/texts';
import { taskKindPoint } from '#platform/base/tasks';

/** What a kind of task is called; its code where no module says. */
export const kindTitle = (context: Pick<Context, 'contributions'>, kind: string): Text =>
  context.contributions(taskKindPoint).find((each) => each.kind === kind)?.title ?? { zh: kind, en: kind };
