import { useQuery } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { useSay } from '#ui';
import type { Credentials } from './sign-in.tsx';

const texts = {
  title: { zh: '演示账户', en: 'Demonstration accounts' },
  hint: {
    zh: '这是示例城市，人物与数据均为模拟。选一个岗位即可进入。',
    en: 'This is an example city; its people and data are simulated. Choose a post to enter.',
  },
};

interface AccountsProps {
  readonly busy: boolean;
  readonly onEnter: (who: Credentials) => void;
}

/** Posts to try the city in; nothing where the city has none. */
export function DemonstrationAccounts({ busy, onEnter }: AccountsProps) {
  const say = useSay();
  const demonstration = useQuery({
    queryKey: ['identity', 'demonstration'],
    queryFn: ({ signal }) => call('identity', operations.demonstration, {}, { signal }),
    retry: false,
  });
  const accounts = demonstration.data?.items ?? [];
  if (accounts.length === 0) return null;
  return (
    <section className="stack tight" aria-labelledby="demonstration">
      <h2 id="demonstration">{say(texts.title)}</h2>
      <p className="quiet">{say(texts.hint)}</p>
      <ul className="plain demonstration">
        {accounts.map(({ account, password, title }) => (
          <li key={account}>
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => onEnter({ account, password })}
            >
              <span className="strong">{say(title)}</span>
              <span className="quiet mono">{account}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
