import { useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { operations } from '#platform/base/identity/contract';
import { useAsked } from '../state/asked.ts';

const texts = { with: { zh: '用{title}登录', en: 'Sign in with {title}' } };

/** Providers outside at which one may sign in; nothing where none is connected. */
export function OutsideWays({ title, to }: { readonly title: Text; readonly to: string }) {
  const say = useSay();
  const asked = useAsked('identity', operations.providers, {}, { keepMs: 600_000 });
  const items = asked.state === 'here' ? asked.value.items : [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="outside">
      <h3 id="outside">{say(title)}</h3>
      <p className="line-links">
        {items.map((provider) => (
          <a
            key={provider.code}
            className="button"
            href={`/outside/${provider.code}?to=${encodeURIComponent(to)}`}
            rel="external"
          >
            {say(texts.with, { title: say(provider.title) })}
          </a>
        ))}
      </p>
    </section>
  );
}
