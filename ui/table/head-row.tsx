import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';

/** The head of a small table, one cell a word, in the order given; long lists use `TablePage`. */
export function HeadRow<Name extends string>({
  names,
  texts,
}: {
  readonly names: readonly Name[];
  readonly texts: Readonly<Record<Name, Text>>;
}) {
  const say = useSay();
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {say(texts[name])}
          </th>
        ))}
      </tr>
    </thead>
  );
}
