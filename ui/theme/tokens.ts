const names = [
  'ink',
  'ink-2',
  'ink-3',
  'paper',
  'sheet',
  'wash',
  'line',
  'line-strong',
  'edge',
  'celadon',
  'celadon-deep',
  'celadon-soft',
  'on-celadon',
  'river',
  'river-soft',
  'seal',
  'seal-soft',
  'amber',
  'amber-soft',
  'leaf',
  'leaf-soft',
  'shade',
  'sans',
] as const;
export type Token = (typeof names)[number];
export type Tokens = Readonly<Record<Token, string>>;

/** Reads the tokens in force from tokens.css, for libraries that need colours as values: charts, the map. */
export function readTokens(): Tokens {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Tokens;
}

/** Series of a chart take their colours in this order. */
export const seriesTokens = [
  'celadon',
  'river',
  'amber',
  'ink-3',
  'seal',
] as const satisfies readonly Token[];
