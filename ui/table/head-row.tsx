import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';

/** The head of a small table: a cell a word, in the order given. Long lists use `TablePage`. */
export function Heads({ heads }: { readonly heads: readonly Text[] }) {
  const say = useSay();
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head.en} scope="col">
            {say(head)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The same of words that a list of texts has under those names. */
export const HeadRow = <Name extends string>({
  names,
  texts,
}: {
  readonly names: readonly Name[];
  readonly texts: Readonly<Record<Name, Text>>;
}) => <Heads heads={names.map((name) => texts[name])} />;
