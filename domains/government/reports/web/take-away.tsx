import { useLanguage, useSay } from '#ui';
import { words } from './words.ts';

/** Files of what is read, as it is read, and its print. @param address of the file without its form */
export function TakeAway({ address }: { readonly address: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const of = (format: string) =>
    `${address}${address.includes('?') ? '&' : '?'}format=${format}&language=${language}`;
  return (
    <>
      <a className="button" href={of('xlsx')} download>
        {say(words.xlsx)}
      </a>
      <a className="button" href={of('pdf')} download>
        {say(words.pdf)}
      </a>
      <button type="button" className="button" title={say(words.printHint)} onClick={() => window.print()}>
        {say(words.print)}
      </button>
    </>
  );
}
