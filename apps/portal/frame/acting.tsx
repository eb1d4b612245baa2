import { useSay } from '#ui';
import { ForYourself } from '../pieces/for-yourself.tsx';
import { useHere } from '../state/session.tsx';

const texts = {
  now: { zh: '您正在{title}', en: 'You are acting: {title}' },
};

/** On every page while it lasts: whoever acts for another must not forget it. */
export function Acting() {
  const say = useSay();
  const { acting } = useHere();
  if (!acting) return null;
  return (
    <div className="acting" role="status">
      {say(texts.now, { title: say(acting.title) })}{' '}
      <ForYourself small then={() => location.assign('/my/acting')} />
    </div>
  );
}
