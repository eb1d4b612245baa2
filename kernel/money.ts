/**
 * Money is whole fen (分) wherever it is stored, summed or sent, and yuan with two decimals wherever a person reads or
 * writes it. No step between is a float: 0.1 + 0.2 yuan is 30 fen.
 */

const written = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/;
const ornaments = /^(?:￥|¥|CNY|RMB|人民币)\s*|\s*元整?$/gi;

/** Yuan as people write them (`1,234.5`, `￥300`, `１２元`) in whole fen; undefined when it is no whole number of fen. */
export function fenOf(yuan: string): number | undefined {
  const [, sign, whole, cents = ''] =
    written.exec(yuan.normalize('NFKC').trim().replaceAll(ornaments, '')) ?? [];
  if (whole === undefined) return undefined;
  const fen = Number(whole.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'));
  if (!Number.isSafeInteger(fen)) return undefined;
  return sign && fen !== 0 ? -fen : fen;
}

/** Whole fen as yuan with two decimals and nothing else: `300000.00`. */
export function yuanOf(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
