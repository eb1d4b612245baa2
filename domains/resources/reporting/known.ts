import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { saidAloud } from '#platform/base/codes';
import { prefillPoint } from '#platform/base/forms';
import { organisationNames } from '#platform/base/organisations';
import { listDatasets, type Dataset } from '#platform/data/catalogue';
import { Company, Household, Person } from '#platform/data/registers';
import type { KnownItem } from './contract.ts';
import {
  matchesOf,
  standsInTheWay,
  synonymsOf,
  type Asked,
  type Known,
  type Match,
  type Synonyms,
} from './matching.ts';
import type { Asks, Period } from './names.ts';
import * as store from './store.ts';

const none = { owner: null, period: null, unit: null, rows: null, deliveredAt: null } as const;

/** Values that registers keep of a company, or of a person, and fill in. */
function ofRegisters(context: Context, asks: Asks): Known[] {
  const fields: Readonly<
    Record<
      string,
      Pick<Known, 'label' | 'sensitivity' | 'mask'> & { aliases?: readonly string[]; kind: string }
    >
  > = { company: Company, person: Person, household: Household }[asks].fields;
  const prefix = `${asks}.`;
  return context.contributions(prefillPoint).flatMap(({ title, items }) =>
    items.flatMap((item) => {
      const found = item.startsWith(prefix) ? fields[item.slice(prefix.length)] : undefined;
      if (!found) return [];
      const { label, aliases = [], kind, sensitivity, mask } = found;
      return [
        {
          ...none,
          item,
          kind: 'register',
          label,
          aliases,
          of: title,
          share: 'unconditional',
          sensitivity,
          mask,
          type: kind,
        } as const,
      ];
    }),
  );
}

const numbers = { company: 'credit-code', person: 'citizen-id' } as const;

/**
 * Only what is about companies can answer a question to one, what is about persons to a person, and to a household what says that
 * its rows are of one.
 */
const isAbout = (asks: Asks, { subject, rowsOf, fields }: Dataset): boolean =>
  asks === 'household'
    ? rowsOf === 'household'
    : subject === asks || (subject === 'none' && fields.some(({ type }) => type === numbers[asks]));

async function ofCatalogue(db: Db, asks: Asks, returns: ReadonlySet<string>): Promise<Known[]> {
  const fresh = await store.freshnessOf(db);
  const datasets = (await listDatasets(db)).filter((each) => isAbout(asks, each) && !returns.has(each.code));
  return datasets.flatMap(({ code, title, provider, share, fields }) =>
    fields.map((field): Known => ({
      ...none,
      ...fresh.get(code),
      item: `${code}.${field.name}`,
      kind: 'catalogue',
      label: field.label,
      aliases: field.aliases,
      of: title,
      owner: provider,
      share: share.type === 'none' ? 'none' : (field.share ?? share.type),
      sensitivity: field.sensitivity,
      mask: field.mask,
      type: field.type,
    })),
  );
}

const rootOf = ({ item, code }: Pick<store.QuestionRow, 'item' | 'code'>): string => item ?? code;

const ofReturns = (asked: readonly store.AskedRow[]): Known[] =>
  asked.map((question) => ({
    ...none,
    item: rootOf(question),
    kind: 'return',
    label: { zh: question.labelZh, en: question.labelEn ?? question.labelZh },
    aliases: [],
    of: { zh: question.titleZh, en: question.titleEn ?? question.titleZh },
    owner: question.owner,
    share: 'conditional',
    sensitivity: question.sensitivity ?? 'internal',
    period: question.period,
    unit: question.unit,
    type: question.type,
  }));

/** Everything that may answer a question already. */
export interface Library {
  readonly all: readonly Known[];
  readonly synonyms: Synonyms;
  readonly match: (asked: Asked, typed?: true) => Match[];
}

/** What may answer a question to a company, or to a person. @param without a return that is not compared with itself */
export async function libraryOf(
  context: Context,
  db: Db,
  { asks, without }: { readonly asks: Asks; readonly without?: string },
): Promise<Library> {
  const asked = await store.questionsInForce(db, asks);
  const returns = new Set([...asked.map((each) => each.return), ...(without ? [without] : [])]);
  const all = [
    ...ofRegisters(context, asks),
    ...(await ofCatalogue(db, asks, returns)),
    ...ofReturns(asked.filter((each) => each.return !== without)),
  ];
  const synonyms = synonymsOf(await store.findSynonyms(db));
  const said = (word: string) => Object.values(saidAloud(word));
  return {
    all,
    synonyms,
    match: (each, typed) => matchesOf(each, all, { synonyms, ...(typed && { said }) }),
  };
}

/** Matches as the interface gives them, with the names of their owners. */
export async function shown(db: Db, matches: readonly Match[]): Promise<KnownItem[]> {
  const owners = matches.flatMap(({ known }) => (known.owner === null ? [] : [known.owner]));
  const names = await organisationNames(db, [...new Set(owners)]);
  return matches.map((match) => {
    const { known, likeness } = match;
    const { aliases: _aliases, type: _type, sensitivity: _sensitivity, mask: _mask, ...rest } = known;
    return {
      ...rest,
      period: known.period as Period | null,
      likeness,
      ownerName: known.owner === null ? null : (names.get(known.owner) ?? null),
      binds: standsInTheWay(match),
    };
  });
}
