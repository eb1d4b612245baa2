import type { Text } from '#kernel/texts';

export interface ChartSeries {
  readonly name: Text;
  /** One a category; null where there is no data. */
  readonly values: readonly (number | null)[];
  /** A line that is expected or a limit, not measured: drawn dashed. */
  readonly dashed?: boolean;
}

/** What a chart shows. The same object makes its table. */
export interface ChartData {
  readonly title: Text;
  readonly unit?: Text;
  /** `bar` stands, `row` lies: for names that need room. */
  readonly kind: 'line' | 'bar' | 'stacked' | 'row';
  readonly categories: readonly string[];
  readonly categoryLabel: Text;
  readonly series: readonly ChartSeries[];
  /** How it was counted, what is missing. */
  readonly note?: Text;
}
