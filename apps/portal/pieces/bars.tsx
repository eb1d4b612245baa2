import { number, useLanguage } from '#ui';

interface BarsProps {
  readonly title: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

/** A chart that is its own table: each bar stands behind its number. */
export function Bars({ title, bars }: BarsProps) {
  const { language } = useLanguage();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <section>
      <h2>{title}</h2>
      <table className="bars" aria-label={title}>
        <tbody>
          {bars.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <span className="bar" style={{ inlineSize: `calc((100% - 4rem) * ${value / most})` }} />
                <span>{number(value, language)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
