import type { FieldPart } from '#kernel/record';

/** The settings of one kind, each with its words. */
export type Parts = Readonly<Record<string, FieldPart>>;

export const part = (zh: string, en: string, more: Partial<FieldPart> = {}): FieldPart => ({
  label: { zh, en },
  ...more,
});
export const optional = { optional: true } as const;
export const hint = (zh: string, en: string) => ({ hint: { zh, en } });
export const minutes = part('最长分钟数', 'Most minutes', optional);
