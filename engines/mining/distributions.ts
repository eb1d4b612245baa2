const lanczos = [
  676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13, -176.615_029_162_140_59,
  12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
];

/** Logarithm of the gamma function, above nothing (Lanczos 1964, g = 7). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const at = x - 1;
  const sum = lanczos.reduce(
    (total, coefficient, index) => total + coefficient / (at + index + 1),
    0.999_999_999_999_809_9,
  );
  const t = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}

const tiny = 1e-300;
const exact = 1e-15;
const mostSteps = 1000;

/** A continued fraction by the method of Lentz: b₀ + a₁/(b₁ + a₂/(b₂ + …)). */
function fraction(first: number, step: (at: number) => readonly [a: number, b: number]): number {
  let f = first === 0 ? tiny : first;
  let [c, d] = [f, 0];
  for (let at = 1; at < mostSteps; at += 1) {
    const [a, b] = step(at);
    d = b + a * d;
    if (d === 0) d = tiny;
    c = b + a / c;
    if (c === 0) c = tiny;
    d = 1 / d;
    const change = c * d;
    f *= change;
    if (Math.abs(change - 1) < exact) break;
  }
  return f;
}

/** Upper part of the regularised gamma function. */
function gammaAbove(shape: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(-x + shape * Math.log(x) - logGamma(shape));
  if (x >= shape + 1)
    return front / fraction(x + 1 - shape, (at) => [-at * (at - shape), x + 2 * at + 1 - shape]);
  let [term, sum] = [1 / shape, 1 / shape];
  for (let at = 1; at < mostSteps && term > sum * exact; at += 1) {
    term *= x / (shape + at);
    sum += term;
  }
  return 1 - front * sum;
}

/** Regularised incomplete beta function. */
function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  const step = (at: number): [number, number] => {
    const m = Math.floor(at / 2);
    const up = at % 2 === 0;
    return [
      up
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
      1,
    ];
  };
  return front / (a * fraction(1, step));
}

/** How likely chi-square of so many degrees of freedom is as large or larger. */
export const chiSquareAbove = (value: number, free: number): number => gammaAbove(free / 2, value / 2);

/** How likely Student's t of so many degrees of freedom is as far from nothing, on either side. */
export const studentBeyond = (t: number, free: number): number =>
  betaBelow(free / (free + t * t), free / 2, 0.5);
