import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { organisationNames } from '#platform/base/organisations';
import { cityCalendar } from '#platform/base/tasks';
import { frozenOf, type Frozen } from '../baselines/store.ts';
import type { Outlook } from '../contract.ts';
import { signedLate } from '../tendering/rules.ts';
import { reckon } from '../undertakings/outlook.ts';
import type { Light, Portfolio } from './contract.ts';
import { activitiesByUndertaking, findPortfolio, type Asked } from './store.ts';

/** Undertakings that are shown, the first of those with the light asked for; and that are reckoned, which costs a millisecond each. */
const most = 200;
const mostReckoned = 2000;
const lowIndex = 0.95;

const isLate = ({ finish }: Outlook): boolean => (finish?.late ?? 0) > 0;
const isDear = ({ value }: Outlook, budgetFen: number): boolean => (value?.estimateFen ?? 0) > budgetFen;

/** The light of an undertaking by the rule that is told beside it. */
export function lightOf(
  outlook: Outlook,
  row: Pick<Portfolio['items'][number], 'budgetFen' | 'highRisks' | 'reportsLate' | 'contractsLate'>,
): Light {
  const { finish, value } = outlook;
  if (isLate(outlook) || isDear(outlook, row.budgetFen)) return 'red';
  const indices = [value?.costPerformance, value?.timePerformance];
  const slow = indices.some((index) => typeof index === 'number' && index < lowIndex);
  if (slow || row.highRisks + row.reportsLate + row.contractsLate > 0) return 'amber';
  return finish ? 'green' : 'grey';
}

const foreseenIn = ({ finish, value }: Outlook) => ({
  finishOn: finish?.on ?? null,
  late: finish?.late ?? null,
  ...(value
    ? {
        earnedFen: value.earnedFen,
        estimateFen: value.estimateFen,
        costPerformance: value.costPerformance,
        timePerformance: value.timePerformance,
      }
    : { earnedFen: null, estimateFen: null, costPerformance: null, timePerformance: null }),
});

const byUndertaking = (frozen: readonly Frozen[]): Map<string, Frozen[]> =>
  Map.groupBy(frozen, ({ undertaking }) => undertaking);

/** All undertakings that the reader may see and asks for, each with what is foreseen of it; the first 200 and the totals of all, told. */
export async function portfolioOf(
  context: Context,
  { light, ...asked }: Asked & { readonly light?: Light | undefined },
): Promise<Portfolio> {
  const today = dayOf(context);
  const found = await findPortfolio(context, asked, today, mostReckoned);
  const rows = found.slice(0, mostReckoned);
  const codes = rows.map(({ code }) => code);
  const [activities, frozen, names, calendar] = await Promise.all([
    activitiesByUndertaking(context.db, codes),
    frozenOf(context.db, codes).then(byUndertaking),
    organisationNames(
      context.db,
      rows.map(({ unit }) => unit),
    ),
    cityCalendar(context.db),
  ]);
  const items = rows.map(({ startsOn, toSign, ...known }) => {
    const late = toSign.filter((plannedOn) => signedLate({ plannedOn }, today, calendar) > 0);
    const row = { ...known, contractsLate: late.length };
    const facts = {
      found: { startsOn, endsBy: row.endsBy, simulated: row.simulated },
      rows: activities.get(row.code) ?? [],
      frozen: frozen.get(row.code) ?? [],
      spent: row.paidFen,
    };
    const outlook = reckon(facts, { calendar, today });
    return {
      ...row,
      unitName: names.get(row.unit) ?? null,
      light: lightOf(outlook, row),
      ...foreseenIn(outlook),
    };
  });
  const shown = light ? items.filter((item) => item.light === light) : items;
  const sum = (of: (item: (typeof items)[number]) => number) =>
    shown.reduce((total, item) => total + of(item), 0);
  return {
    asOf: today,
    capped: shown.length > most || found.length > mostReckoned,
    totals: {
      count: shown.length,
      budgetFen: sum(({ budgetFen }) => budgetFen),
      contractedFen: sum(({ contractedFen }) => contractedFen),
      paidFen: sum(({ paidFen }) => paidFen),
      earnedFen: sum(({ earnedFen }) => earnedFen ?? 0),
    },
    items: shown.slice(0, most),
  };
}
