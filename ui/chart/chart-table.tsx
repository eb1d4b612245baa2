import { Link } from 'react-router';
import { number } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import type { ChartData } from './chart-types.ts';

interface TableProps {
  readonly data: ChartData;
  readonly categoryPath?: (index: number) => string | undefined;
}

/** The table twin of a chart. */
export function ChartTable({ data, categoryPath }: TableProps) {
  const say = useSay();
  const { language } = useLanguage();
  const unit = data.unit ? ` (${say(data.unit)})` : '';
  return (
    <table className="data-table">
      <caption className="visually-hidden">{say(data.title)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(data.categoryLabel)}</th>
          {data.series.map((series) => (
            <th key={series.name.en} scope="col" className="end">
              {say(series.name)}
              {unit}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.categories.map((category, index) => {
          const path = categoryPath?.(index);
          return (
            <tr key={category}>
              <th scope="row">{path ? <Link to={path}>{category}</Link> : category}</th>
              {data.series.map((series) => {
                const value = series.values[index];
                return (
                  <td key={series.name.en} className="end">
                    {value === null || value === undefined ? say(words.noData) : number(value, language)}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
