const polynomial = (coefficients: readonly number[], at: number): number =>
  coefficients.reduce((sum, coefficient) => sum * at + coefficient, 0);

const middle = {
  over: [
    -39.6968302866538, 220.946098424521, -275.928510446969, 138.357751867269, -30.6647980661472,
    2.50662827745924,
  ],
  under: [-54.4760987982241, 161.585836858041, -155.698979859887, 66.8013118877197, -13.2806815528857, 1],
};
const tail = {
  over: [
    -0.00778489400243029, -0.322396458041136, -2.40075827716184, -2.54973253934373, 4.37466414146497,
    2.93816398269878,
  ],
  under: [0.00778469570904146, 0.32246712907004, 2.445134137143, 3.75440866190742, 1],
};
const tailBegins = 0.02425;

/**
 * The point below which a share of the standard normal distribution lies, to nine digits (P. J. Acklam's approximation).
 * @param share above 0 and below 1
 */
export function normalQuantile(share: number): number {
  if (share > 1 - tailBegins) return -normalQuantile(1 - share);
  if (share < tailBegins) {
    const at = Math.sqrt(-2 * Math.log(share));
    return polynomial(tail.over, at) / polynomial(tail.under, at);
  }
  const off = share - 0.5;
  const square = off * off;
  return (polynomial(middle.over, square) * off) / polynomial(middle.under, square);
}

/**
 * The point below which a share of Student's distribution lies, to five digits and better.
 *
 * G. W. Hill, "Algorithm 396: Student's t-quantiles", Communications of the ACM 13 (1970).
 * @param share above ½ and below 1
 * @param free degrees of freedom, 3 or more
 */
export function studentQuantile(share: number, free: number): number {
  const both = 2 * (1 - share);
  const a = 1 / (free - 0.5);
  const b = (48 / a) * (1 / a);
  const rough = (((20_700 * a) / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + rough) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * free;
  const power = (d * both) ** (2 / free);
  if (power > a + 0.05) return fromNormal(both, { a, b, c: rough, free });
  const inner =
    (1 / (((free + 6) / (free * power) - 0.089 * d - 0.822) * (free + 2) * 3) + 0.5 / (free + 4)) * power - 1;
  return Math.sqrt(free * ((inner * (free + 1)) / (free + 2) + 1 / power));
}

interface Terms {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly free: number;
}

function fromNormal(both: number, { a, b, c, free }: Terms): number {
  const x = -normalQuantile(both / 2);
  const square = x * x;
  const extra = free < 5 ? 0.3 * (free - 4.5) * (x + 0.6) : 0;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * free;
  const third = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c + extra;
  const inner = (((((0.4 * square + 6.3) * square + 36) * square + 94.5) / third - square - 3) / b + 1) * x;
  const grown = a * inner * inner;
  return Math.sqrt(free * (grown > 0.002 ? Math.expm1(grown) : 0.5 * grown * grown + grown));
}
