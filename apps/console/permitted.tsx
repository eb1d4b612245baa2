import type { ReactNode } from 'react';
import { operations } from '#platform/base/identity/contract';
import { EmptyState, type Page, useCall, useMay, useSay } from '#ui';

const texts = {
  title: { zh: '您的岗位不能打开“{page}”', en: 'Your post may not open “{page}”' },
  hint: {
    zh: '需要权限“{permission}”。请联系管理员，或在右上角换一个岗位。',
    en: 'It needs the permission “{permission}”. Ask your administrator, or switch the post at the top right.',
  },
};

/** A page for those who may see it; for others, what they would need. */
export function Permitted({ page, children }: { readonly page: Page; readonly children: ReactNode }) {
  return useMay()(page.permission) ? children : <Refused page={page} />;
}

function Refused({ page }: { readonly page: Page }) {
  const say = useSay();
  const { data } = useCall('identity', operations.permissions, {});
  const words = data?.items.find(({ permission }) => permission === page.permission)?.title;
  return (
    <EmptyState
      page
      title={say(texts.title, { page: say(page.title) })}
      hint={say(texts.hint, { permission: words ? say(words) : page.permission })}
    />
  );
}
