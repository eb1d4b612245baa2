import { useSay } from '../language/language.tsx';

const masked = { zh: '已脱敏', en: 'masked' };

/** A value that this reader sees masked, said so to the ear too. */
export function MaskedText({ children }: { readonly children: string }) {
  const say = useSay();
  return (
    <span className="masked mono" title={say(masked)}>
      {children}
      <span className="visually-hidden"> ({say(masked)})</span>
    </span>
  );
}
