import { companies, firstCompanies } from './companies/companies.ts';
import { company, companyRow } from './departments/company.ts';
import { health } from './departments/health.ts';
import type { Row } from './departments/department.ts';
import { insured } from './departments/insured.ts';
import type { Given } from './mistakes/plant.ts';
import { mobileNumber } from './people/numbers.ts';
import { inventAddress, type Village } from './places.ts';
import { Random } from './random.ts';
import { deliver, type Simulation } from './simulation.ts';
import { streams } from './streams.ts';

/** Mistakes that a counter can mend by looking into its own files. */
const beyondMending = new Set(['phone-shared', 'row-twice', 'number-of-another']);
const mendedShare = 0.6;
/** Telephones that people had before. */
const formerMobiles = 60_000_000;
const mostLate = 20_000;
/** Every how many of the new companies comes under the number of another. */
const reusedEvery = 15;
const movedShare = 0.01;
const mostUnmoved = 1000;

/** Rows of the health records that come back mended: about six in ten of those with a mistake; the rest stays open. */
export class Mending {
  readonly #rows: Row[] = [];
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  see({ planted }: Given, clean: Row): void {
    if (!planted || beyondMending.has(planted.kind)) return;
    const random = new Random(streams.correction, this.#seed, clean.about);
    if (random.chance(mendedShare)) this.#rows.push(clean);
  }

  deliver(simulation: Simulation): Promise<void> {
    const given = this.#rows.map((row): Given => ({ row }));
    const place = {
      name: 'wjkj-health-record-correction',
      mode: 'correction',
      hoursAgo: 4,
      round: 2,
    } as const;
    return deliver(simulation, health, place, given);
  }
}

/** An older delivery of insured persons that comes in after the newer one, with telephones they no longer have. */
export class Late {
  readonly #rows: Row[] = [];

  see({ planted, row }: Given): void {
    if (planted || row.about % 53 !== 7 || !row.values['mobile'] || this.#rows.length >= mostLate) return;
    this.#rows.push(row);
  }

  #former(simulation: Simulation, row: Row): Given {
    const { seed, places } = simulation.peopled;
    const random = new Random(streams.late, seed, row.about);
    const village = random.pick<Village>(places.villages);
    const written = mobileNumber(seed, formerMobiles + row.about);
    const values = { ...row.values, mobile: written, address: inventAddress(random, village) };
    const planted = {
      key: row.key,
      about: row.about,
      kind: 'delivered-late',
      field: 'mobile',
      true: row.values['mobile'] ?? '',
      written,
    };
    return { row: { ...row, values }, planted };
  }

  deliver(simulation: Simulation): Promise<void> {
    const place = { name: 'rsj-insured-earlier', mode: 'update', hoursAgo: 52, round: 2 } as const;
    return deliver(
      simulation,
      insured,
      place,
      this.#rows.map((row) => this.#former(simulation, row)),
    );
  }
}

/** A new company that comes under the number of a standing one. */
function underNumberOf(row: Row, other: Row): Given {
  const written = other.values['creditCode'] ?? '';
  const planted = {
    key: row.key,
    about: row.about,
    kind: 'number-of-another',
    field: 'creditCode',
    true: row.values['creditCode'] ?? '',
    written,
    other: other.about,
  };
  return { row: { ...row, values: { ...row.values, creditCode: written } }, planted };
}

/** Who moved or was founded since; some of the new ones under the number of another, which must become a conflict. */
function* companiesSince({ peopled }: Simulation): Generator<Given> {
  const first = firstCompanies(peopled.extent.companies);
  const unmoved: Row[] = [];
  for (const each of companies(peopled)) {
    const row = companyRow(each);
    const random = new Random(streams.company, peopled.seed, each.index, 2);
    if (each.index >= first) {
      const other = (each.index - first) % reusedEvery === 5 ? unmoved.pop() : undefined;
      yield other ? underNumberOf(row, other) : { row };
    } else if (each.index % 7 === 3) {
      if (unmoved.length < mostUnmoved) unmoved.push(row);
    } else if (random.chance(movedShare)) {
      yield { row: { ...row, values: { ...row.values, address: inventAddress(random, each.village) } } };
    }
  }
}

/** The next delivery of companies, and then the very same file once more. */
export async function deliverCompaniesSince(simulation: Simulation): Promise<void> {
  const place = { name: 'scjg-company-since', mode: 'update', hoursAgo: 3, round: 2 } as const;
  await deliver(simulation, company, place, companiesSince(simulation));
  const last = simulation.deliveries.at(-1);
  if (last) simulation.deliveries.push({ ...last, hoursAgo: 2, round: 3 });
}
