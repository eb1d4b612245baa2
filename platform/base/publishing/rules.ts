export const categories = ['notice', 'news', 'guide', 'policy'] as const;
export type Category = (typeof categories)[number];
export const channels = ['web', 'tv'] as const;
export type Channel = (typeof channels)[number];
/** 主动公开、依申请公开 (政府信息公开条例 §§20, 27) */
export const disclosures = ['active', 'on-request'] as const;
export const versionStates = ['draft', 'in-review', 'returned', 'released'] as const;
export type VersionState = (typeof versionStates)[number];

export type Visibility = 'not-yet' | 'shown' | 'over' | 'withdrawn';

/** Whether people see an article at an instant; the moment of its beginning counts, that of its end does not. */
export function visibilityOf(
  article: {
    readonly released: number | null;
    readonly fromAt: string | null;
    readonly toAt: string | null;
    readonly withdrawnAt: string | null;
  },
  now: string,
): Visibility {
  if (article.withdrawnAt !== null) return 'withdrawn';
  if (article.released === null || (article.fromAt !== null && now < article.fromAt)) return 'not-yet';
  return article.toAt !== null && now >= article.toAt ? 'over' : 'shown';
}
