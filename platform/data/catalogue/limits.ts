import type { Dataset } from './dataset.ts';

/** Whom a dataset may reach besides its provider: nobody, or the departments of the city; opened it is in neither case. */
export type Onward = 'none' | 'departments';

export interface SharingLimit {
  readonly dataset: string;
  /** Who placed it: `sources.contract:<code>`. */
  readonly origin: string;
  readonly onward: Onward;
  /** In words, for those who ask for what they do not get. */
  readonly basis: string;
}

type Sharing = Pick<Dataset, 'share' | 'open'>;

/** Whether a description gives more than a limit leaves. */
export const exceeds = ({ share, open }: Sharing, { onward }: Pick<SharingLimit, 'onward'>): boolean =>
  open !== 'none' || (onward === 'none' && share.type !== 'none');

/** A description with no more given than its limits leave; the same when they leave all of it. */
export function withinLimits(dataset: Dataset, limits: readonly SharingLimit[] = []): Dataset {
  const broken = limits.filter((each) => exceeds(dataset, each));
  if (broken.length === 0) return dataset;
  const { openCondition: _opened, ...rest } = dataset;
  const held = broken.find((each) => each.onward === 'none' && dataset.share.type !== 'none');
  return { ...rest, open: 'none', share: held ? { type: 'none', basis: held.basis } : dataset.share };
}
