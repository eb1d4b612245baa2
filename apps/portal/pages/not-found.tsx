import { useSay } from '#ui';
import { PageHeading } from '../pieces/page-heading.tsx';
import { SearchBox } from '../pieces/search-box.tsx';

const texts = {
  title: { zh: '没有这一页', en: 'There is no such page' },
  lead: {
    zh: '地址可能写错了，或者这一页已经不在了。您可以搜一搜，或者回到首页。',
    en: 'The address may be mistyped, or the page is gone. Search for it, or go back to the first page.',
  },
  home: { zh: '回到首页', en: 'To the first page' },
};

export function NotFoundPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <SearchBox />
      <p>
        <a href="/">{say(texts.home)}</a>
      </p>
    </div>
  );
}
