import { citizenIdFault, isMobile, usccFault } from '#engines/identifiers';
import type { Text } from '#kernel/texts';
import type { Cell, Held } from './contract.ts';
import { partsOf } from './periods.ts';
import type { AnswersOf, Origins, OwnFiling } from './sheet-store.ts';
import type { QuestionRow } from './store.ts';
import { texts } from './texts.ts';
import { fill } from '#kernel/texts';

/** The item that a question asks for: what it takes, else itself. */
const itemOf = ({ item, code }: QuestionRow): string => item ?? code;

/** Where on the sheet a question is answered: an item once, and what flows once a period. */
export const cellOf = (question: QuestionRow, period: string): string =>
  question.nature === 'flow' ? `${itemOf(question)}@${period}` : itemOf(question);

export interface Placed {
  readonly filing: OwnFiling;
  readonly question: QuestionRow;
  readonly cell: string;
}

/** Every question of every return that is due together, with its cell. */
export function placed(filings: readonly OwnFiling[], questions: readonly QuestionRow[]): Placed[] {
  const byReturn = Map.groupBy(questions, (each) => each.return);
  return filings.flatMap((filing) =>
    (byReturn.get(filing.return) ?? []).map((question) => ({
      filing,
      question,
      cell: cellOf(question, filing.period),
    })),
  );
}

/** The sheet: each cell once, whoever asks for it; it must be answered when one of them says so. */
export function cellsOf(
  all: readonly Placed[],
  {
    origins,
    names,
    held,
  }: {
    readonly origins: Origins;
    readonly names: ReadonlyMap<string, Text>;
    readonly held: ReadonlyMap<string, Held>;
  },
): Cell[] {
  return [...Map.groupBy(all, ({ cell }) => cell)].flatMap(([cell, asked]) => {
    const [first] = asked;
    if (!first) return [];
    const { question, filing } = first;
    return [
      {
        cell,
        label: { zh: question.labelZh, en: question.labelEn ?? question.labelZh },
        type: question.type,
        unit: question.unit,
        nature: question.nature,
        period: question.nature === 'flow' ? filing.period : null,
        required: asked.some((each) => each.question.required),
        askedBy: asked.map(({ filing: { return: code, titleZh, titleEn, owner } }) => ({
          return: code,
          title: { zh: titleZh, en: titleEn ?? titleZh },
          owner,
          ownerName: names.get(owner) ?? { zh: owner, en: owner },
        })),
        origin: origins[cell] ?? null,
        dataset: held.get(cell) ?? null,
      },
    ];
  });
}

const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);

const wrong: Readonly<
  Record<Cell['type'], { readonly fits: (answer: string) => boolean; readonly says: Text }>
> = {
  text: { fits: () => true, says: texts.missing },
  integer: { fits: (answer) => /^-?\d{1,15}$/.test(answer), says: texts.notInteger },
  number: { fits: (answer) => /^-?\d{1,15}(\.\d{1,6})?$/.test(answer), says: texts.notNumber },
  date: { fits: isDay, says: texts.notDate },
  boolean: { fits: (answer) => answer === 'true' || answer === 'false', says: texts.notBoolean },
  'credit-code': { fits: (answer) => usccFault(answer) === null, says: texts.notCreditCode },
  'citizen-id': { fits: (answer) => citizenIdFault(answer) === null, says: texts.notCitizenId },
  mobile: { fits: isMobile, says: texts.notMobile },
};

/** Numbers that registers hold, of which some old ones break today's rules. */
const isNumbered: Partial<Record<Cell['type'], true>> = {
  'credit-code': true,
  'citizen-id': true,
  mobile: true,
};

/** What is wrong with an answer; undefined when nothing is. */
export function faultOf(
  { label, type, required, origin }: Cell,
  answer: string | undefined,
): Text | undefined {
  if (answer === undefined || answer === '') return required ? fill(texts.missing, { label }) : undefined;
  // What the register itself says is not the fault of who is asked.
  if (isNumbered[type] && answer === origin?.value) return undefined;
  const { fits, says } = wrong[type];
  return fits(answer) ? undefined : fill(says, { label });
}

/** Answers of one return, the sensitive ones apart, so that they are classed and masked as what they are. */
export interface OwnAnswers {
  readonly answers: Record<string, string>;
  readonly sensitiveAnswers: Record<string, string>;
}

/** What of the sheet is one return's: its own questions under their own names, and nothing of its neighbours'. */
export function ownAnswers(all: readonly Placed[], filing: OwnFiling, answers: AnswersOf): OwnAnswers {
  const own: OwnAnswers = { answers: {}, sensitiveAnswers: {} };
  for (const { filing: of, question, cell } of all) {
    const value = answers[cell];
    if (of.id !== filing.id || value === undefined || value === '') continue;
    const name = question.code.slice(question.code.indexOf('.') + 1);
    own[question.sensitivity === 'sensitive' ? 'sensitiveAnswers' : 'answers'][name] = value;
  }
  return own;
}

/** What an earlier sheet said, newest first. */
export interface Earlier {
  readonly endsOn: string;
  readonly answers: AnswersOf;
}

/** Sums decimals as written, so that 0.1 + 0.2 is 0.3. */
function sumOf(values: readonly string[]): string {
  const places = Math.max(...values.map((value) => value.split('.')[1]?.length ?? 0));
  const scaled = values.map((value) => {
    const [whole = '0', part = ''] = value.split('.');
    return BigInt(`${whole}${part.padEnd(places, '0')}`);
  });
  const total = String(scaled.reduce((sum, each) => sum + each, 0n));
  if (places === 0) return total;
  const digits = total.replace('-', '').padStart(places + 1, '0');
  return `${total.startsWith('-') ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const isNumber = (value: string | undefined): value is string =>
  value !== undefined && /^-?\d+(\.\d+)?$/.test(value);

/** What lasts, as it was said last. */
function carried(cell: string, earlier: readonly Earlier[]): Origins[string] | undefined {
  const last = earlier.find(({ answers }) => answers[cell]);
  const value = last?.answers[cell];
  return last && value ? { value, source: fill(texts.earlier, { period: last.endsOn }) } : undefined;
}

/** The sum of a longer period, when each shorter one of it is known. */
function summed(cell: string, period: string, all: AnswersOf): Origins[string] | undefined {
  const item = cell.slice(0, -period.length);
  for (const by of ['monthly', 'quarterly'] as const) {
    const parts = partsOf(period, by);
    const values = parts.map((part) => all[item + part]).filter(isNumber);
    if (parts.length > 0 && values.length === parts.length)
      return { value: sumOf(values), source: fill(texts.summed, { periods: parts.join('、') }) };
  }
  return undefined;
}

/**
 * What the respondent said before: what lasts is carried on; the sum of a longer period is reckoned when every shorter
 * one of it is known. @param present answers already on this sheet, of which a month may be part of the sum
 */
export function fromEarlier(
  cells: readonly Cell[],
  earlier: readonly Earlier[],
  present: AnswersOf,
): Record<string, Origins[string]> {
  const all: AnswersOf = Object.assign({}, ...earlier.toReversed().map(({ answers }) => answers), present);
  const originOf = ({ cell, nature, period, type }: Cell) => {
    if (nature === 'lasting') return carried(cell, earlier);
    const adds = type === 'number' || type === 'integer';
    return period !== null && adds ? summed(cell, period, all) : undefined;
  };
  return Object.fromEntries(
    cells.flatMap((each) => {
      const origin = originOf(each);
      return origin ? [[each.cell, origin] as const] : [];
    }),
  );
}
