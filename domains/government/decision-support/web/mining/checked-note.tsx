import { number, SimulatedTag, Tag, useLanguage, useSay } from '#ui';
import type { Check, Ground, Misreading } from '../../contract.ts';
import { checkWords, warningWords, words } from './words.ts';

/** Figures as they stand in a sentence. */
function useFigures() {
  const { language } = useLanguage();
  return (figures: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [
        name,
        number(value, language, Number.isInteger(value) ? 0 : 3),
      ]),
    );
}

const unnamed = (code: string) => ({ zh: code, en: code });

/** What was tested of a result, and how it is misread: beside every result. */
export function CheckedNote({
  checks,
  warnings,
}: {
  readonly checks: readonly Check[];
  readonly warnings: readonly Misreading[];
}) {
  const say = useSay();
  const figuresOf = useFigures();
  return (
    <div className="notice stack">
      <p>
        <strong>{say(words.checks)}</strong>
      </p>
      <ul>
        {checks.map(({ code, holds, figures }) => (
          <li key={code}>
            <Tag tone={holds ? 'leaf' : 'seal'}>{say(holds ? words.holds : words.fails)}</Tag>{' '}
            {say(checkWords[code] ?? unnamed(code), figuresOf(figures))}
          </li>
        ))}
      </ul>
      <p>
        <strong>{say(words.warnings)}</strong>
      </p>
      <ul>
        {warnings.map(({ code, figures }) => (
          <li key={code}>{say(warningWords[code] ?? unnamed(code), figuresOf(figures))}</li>
        ))}
      </ul>
    </div>
  );
}

/** What must be known of the values behind a result. */
export function GroundNote({ grounds }: { readonly grounds: readonly Ground[] }) {
  const say = useSay();
  const sum = (of: 'revised' | 'hidden') => grounds.reduce((total, ground) => total + ground[of], 0);
  return (
    <p className="hint">
      {grounds.some(({ simulated }) => simulated) && <SimulatedTag />}{' '}
      {sum('revised') > 0 && say(words.revised, { count: sum('revised') })}{' '}
      {sum('hidden') > 0 && say(words.hidden, { count: sum('hidden') })}
    </p>
  );
}
