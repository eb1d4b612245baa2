import { Link } from 'react-router';
import { EmptyState, PageTitle, useSay } from '#ui';

const texts = {
  title: { zh: '没有这个页面', en: 'There is no such page' },
  hint: {
    zh: '地址可能写错了，或页面已移走。可从左侧打开，或按 / 搜索。',
    en: 'The address may be wrong or the page has moved. Open one on the left, or press / to search.',
  },
  home: { zh: '回到首页', en: 'To the first page' },
};

export function NotFound() {
  const say = useSay();
  return (
    <>
      <PageTitle title={say(texts.title)} />
      <EmptyState
        page
        title={say(texts.title)}
        hint={say(texts.hint)}
        action={
          <Link className="button" to="/">
            {say(texts.home)}
          </Link>
        }
      />
    </>
  );
}
