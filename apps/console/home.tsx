import { Navigate } from 'react-router';
import { EmptyState, firstPage, type Page, useMay, useSay, visiblePages } from '#ui';

const texts = {
  nothing: { zh: '您的岗位还没有可用的功能', en: 'Your post has no function yet' },
  hint: {
    zh: '请联系管理员授予权限，或在右上角换一个岗位。',
    en: 'Ask your administrator for a permission, or switch the post at the top right.',
  },
};

/** Home is one's own work: the task inbox, or else the first page one may open. */
export function Home({ pages }: { readonly pages: readonly Page[] }) {
  const say = useSay();
  const first = firstPage(visiblePages(pages, useMay()));
  if (first) return <Navigate to={first.path} replace />;
  return <EmptyState page title={say(texts.nothing)} hint={say(texts.hint)} />;
}
