import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** What the State Council's yearly notice says of a day. */
export interface PublishedDay {
  readonly working: boolean;
  /** Of the holiday that it belongs to, or is worked for. */
  readonly name: { readonly zh: string; readonly en: string };
}

const nameOf = (entry: string): PublishedDay['name'] => {
  const [en = '', zh = ''] = entry.split(',');
  return { zh, en };
};

const entriesOf = (source: Readonly<Record<string, string>>, working: boolean) =>
  Object.entries(source).map(([day, entry]) => [day, { working, name: nameOf(entry) }] as const);

/** Holidays and make-up working days (调休) as published, by day; data of chinese-days, MIT. */
export const publishedDays: ReadonlyMap<string, PublishedDay> = new Map([
  ...entriesOf(days.holidays, false),
  ...entriesOf(days.workdays, true),
]);

/** Years whose notice is in the data: of any other year only the weekdays are known. */
export const publishedYears: ReadonlySet<number> = new Set(
  [...publishedDays.keys()].map((day) => Number(day.slice(0, 4))),
);
