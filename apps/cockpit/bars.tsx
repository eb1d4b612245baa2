import { number, useLanguage, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { shareOf } from './figures.ts';

export interface Bar {
  readonly key: string;
  readonly title: Text;
  readonly value: number;
  /** Its rows, when they can be opened. */
  readonly href?: string | undefined;
  readonly tone?: 'celadon' | 'river' | 'amber' | 'seal';
}

interface Props {
  readonly bars: readonly Bar[];
  readonly label: string;
  /** What the longest bar stands for; the greatest value when absent. */
  readonly whole?: number | undefined;
}

/** Values with bars beside them: a list that is its own table. */
export function Bars({ bars, label, whole }: Props) {
  const say = useSay();
  const { language } = useLanguage();
  const greatest = whole ?? Math.max(0, ...bars.map(({ value }) => value));
  return (
    <ul className="bars" aria-label={label}>
      {bars.map(({ key, title, value, href, tone = 'celadon' }) => (
        <li key={key}>
          <span className="bar-name" title={say(title)}>
            {say(title)}
          </span>
          <span className={`bar ${tone}`} aria-hidden="true">
            <span style={{ inlineSize: `${shareOf(value, greatest) * 100}%` }} />
          </span>
          <span className="bar-value">
            {href ? (
              <a href={href} aria-label={`${say(title)} ${number(value, language, 1)}`}>
                {number(value, language, 1)}
              </a>
            ) : (
              number(value, language, 1)
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
