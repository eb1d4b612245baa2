import { useEffect, useRef } from 'react';
import { useSay } from '../language/language.tsx';

export interface SummaryError {
  /** Id of the field's control. */
  readonly field?: string | undefined;
  readonly message: string;
}

const title = {
  zh: '有 {count} 处需要改正，您填写的内容都还在',
  en: '{count} to put right; what you entered is still here',
};

/** Everything that is wrong, first on the page, each line leading to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors }: { readonly errors: readonly SummaryError[] }) {
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  // By what is said: whoever mends a field and renders the same faults keeps the focus.
  const said = errors.map(({ field, message }) => `${field} ${message}`).join('\n');
  useEffect(() => {
    if (said !== '') place.current?.focus();
  }, [said]);
  if (errors.length === 0) return null;
  return (
    <div ref={place} className="notice wrong" role="alert" tabIndex={-1}>
      <h2>{say(title, { count: errors.length })}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field ? (
              <a
                className="underlined"
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(field)?.focus();
                }}
              >
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
