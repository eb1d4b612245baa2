import type { MeasureSource } from '../../contract.ts';

/** What a form of a measure says, as the definition that it stands for. */

type Said = (name: string) => string;

const numberOr = (text: string): string | number | boolean => {
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
};

const numeric = new Set(['integer', 'number', 'money']);

/** A value in the type of its field. */
function valueOf(source: MeasureSource | undefined, field: string, text: string): string | number | boolean {
  const kind = source?.fields.find(({ name }) => name === field)?.kind ?? 'text';
  if (numeric.has(kind)) return Number(text);
  return kind === 'boolean' ? numberOr(text) : text;
}

function conditionsOf(said: Said, side: string, source: MeasureSource | undefined) {
  return [0, 1, 2].flatMap((index) => {
    const field = said(`${side}.where.${index}`);
    if (field === '') return [];
    const among = said(`${side}.among.${index}`)
      .split(/[,，]/)
      .map((each) => each.trim())
      .filter((each) => each !== '');
    return [
      among.length === 0
        ? { field, known: true }
        : { field, in: among.map((text) => valueOf(source, field, text)) },
    ];
  });
}

function aggregateOf(said: Said, side: string, sources: readonly MeasureSource[]) {
  const record = said(`${side}.record`);
  const source = sources.find((each) => each.record === record);
  const field = said(`${side}.field`);
  return {
    record,
    aggregate: said(`${side}.aggregate`),
    ...(field === '' ? {} : { field }),
    time: said(`${side}.time`),
    where: conditionsOf(said, side, source),
  };
}

const divisions = 'organisations.division';

function dimensionsOf(chosen: readonly string[], source: MeasureSource | undefined) {
  return chosen.flatMap((name) => {
    const field = source?.fields.find((each) => each.name === name);
    if (!field) return [];
    const town = field.record === divisions;
    return [{ name, title: field.title, field: name, ...(town ? { level: 'town' } : {}) }];
  });
}

/**
 * Reads the form.
 * @returns the definition as the form says it; whether it can stand the platform decides
 */
export function readForm(data: FormData, sources: readonly MeasureSource[]): Record<string, unknown> {
  const said: Said = (name) => String(data.get(name) ?? '').trim();
  const text = (name: string) => ({ zh: said(`${name}Zh`), en: said(`${name}En`) });
  const source = sources.find(({ record }) => record === said('numerator.record'));
  const least = said('least');
  return {
    code: said('code'),
    title: text('title'),
    definition: text('definition'),
    unit: text('unit'),
    numerator: aggregateOf(said, 'numerator', sources),
    ...(data.has('denominator.record') ? { denominator: aggregateOf(said, 'denominator', sources) } : {}),
    factor: Number(said('factor') || '1'),
    grain: said('grain'),
    dimensions: dimensionsOf(data.getAll('dimension').map(String), source),
    direction: said('direction'),
    owner: said('owner'),
    ...(least === '' ? {} : { secrecy: { least: Number(least) } }),
  };
}
