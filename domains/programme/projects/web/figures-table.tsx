import { number, ReferenceValue, ScrollRegion, useLanguage, useSay } from '#ui';
import { Project, type CityProjectFigure } from '../records.ts';

const texts = {
  what: { zh: '名称', en: 'What' },
  value: { zh: '数值', en: 'Value' },
  baseline: { zh: '基数', en: 'Baseline' },
  about: { zh: '约 {value}', en: 'about {value}' },
  over: { zh: '超过 {value}', en: 'over {value}' },
  nearly: { zh: '近 {value}', en: 'nearly {value}' },
};

function Amount({ figure: { value, approximate, unit } }: { readonly figure: CityProjectFigure }) {
  const say = useSay();
  const { language } = useLanguage();
  const printed = number(value, language, 6);
  return (
    <>
      {approximate ? say(texts[approximate], { value: printed }) : printed} <span>{say(unit)}</span>
    </>
  );
}

/** The numbers that a project is to reach, each beside the baseline that the plan prints for it. */
export function FiguresTable({ figures }: { readonly figures: readonly CityProjectFigure[] }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(Project.fields.figures.label)}>
      <table className="data-table" aria-label={say(Project.fields.figures.label)}>
        <thead>
          <tr>
            <th scope="col">{say(texts.what)}</th>
            <th scope="col" className="end">
              {say(texts.value)}
            </th>
            <th scope="col">{say(texts.baseline)}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.id}>
              <td>{say(figure.name)}</td>
              <td className="end">
                <Amount figure={figure} />
              </td>
              <td>
                {figure.baseline ? <ReferenceValue record="targets.figure" value={figure.baseline} /> : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
