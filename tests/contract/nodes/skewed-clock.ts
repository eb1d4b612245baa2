import { flushCompileCache } from 'node:module';

// Loaded before a program (`node --import`): its clock is off by `CLOCK_SKEW_MS`, as of a machine that nobody has set.
const skew = Number(process.env['CLOCK_SKEW_MS'] ?? '0');
const Real = globalThis.Date;

class SkewedDate extends Real {
  constructor(...given: [] | [number | string]) {
    if (given.length === 0) super(Real.now() + skew);
    else super(...given);
  }

  static override now(): number {
    return Real.now() + skew;
  }
}
if (skew !== 0) globalThis.Date = SkewedDate as DateConstructor;

// Kept while it lives: a process that is killed says nothing to the next.
setTimeout(flushCompileCache, 2500).unref();
