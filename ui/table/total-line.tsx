import type { ReactNode } from 'react';
import { FreshnessTag } from '../feedback/tags.tsx';
import { capped } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import type { ListPage } from './list-types.ts';

const total = { zh: '共 {total} 条', en: '{total} in all' };

/** How many there are and how old that is; said aloud when it changes. */
export function TotalLine({
  page,
  children,
}: {
  readonly page: ListPage<unknown> | undefined;
  readonly children?: ReactNode;
}) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <span className="total-line">
      <span role="status">{page?.total && say(total, { total: capped(page.total, language) })}</span>
      {page?.asOf && <FreshnessTag asOf={page.asOf} />}
      {children && <span>{children}</span>}
    </span>
  );
}
