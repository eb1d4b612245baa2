import { dayOf } from '#kernel/clock';
import { yuanOf } from '#kernel/money';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { definePoint } from '#kernel/point';
import { meaningOf } from '#platform/base/codes';
import { readRow } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { Company } from '#platform/data/registers';
import type { Judged, Rule } from './shapes.ts';
import { texts } from './texts.ts';

export type Judgement = Pick<Judged, 'outcome' | 'evidence'>;

/** What a rule is held against. */
export interface GateAsked {
  /** Key of the company or person in its register. */
  readonly subject: string;
  /** The rule's own value: a division, a day. */
  readonly value: string;
  /** What the calling module knows of the matter. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A rule that registers can be asked about. What it cannot tell it says, and a person judges. */
export interface Gate {
  readonly code: string;
  readonly title: Text;
  judge(asked: GateAsked, context: Context, tx: Db): Promise<Judgement>;
}
export const gatePoint = definePoint<Gate>('assessment.gate');

const said = (outcome: Judged['outcome'], evidence: Text, facts: Record<string, string> = {}): Judgement => ({
  outcome,
  evidence: fill(evidence, facts),
});

/** Met or not, with what it was seen from. */
export const held = (met: boolean, evidence: Text, facts: Record<string, string> = {}): Judgement =>
  said(met ? 'met' : 'not-met', evidence, facts);

const companyOf = ({ subject }: GateAsked, context: Context, tx: Db) =>
  readRow(context, tx, Company, subject);

/** 存续 of `company-state`. */
const inBusiness = '1';

/** What the base of legal persons can be asked, and what was asked for in whole fen. */
export const ownGates: readonly Gate[] = [
  {
    // As its registrar says; of one whose source says nothing of it, a person looks it up.
    code: 'company-active',
    title: texts.active,
    async judge(asked, context, tx) {
      const company = await companyOf(asked, context, tx);
      if (!company) return said('not-met', texts.notRegistered);
      const { state } = company;
      const today = dayOf(context);
      const meaning = state ? await meaningOf(tx, 'company-state', state, today) : undefined;
      if (!meaning) return said('unknown', texts.activeUnknown);
      return held(state === inBusiness, {
        zh: fill(texts.state, { state: meaning.zh }).zh,
        en: fill(texts.state, { state: meaning.en }).en,
      });
    },
  },
  {
    code: 'in-town',
    title: texts.inTown,
    async judge(asked, context, tx) {
      const division = (await companyOf(asked, context, tx))?.division;
      if (!division) return said('unknown', texts.noDivision);
      return held(division.startsWith(asked.value), texts.division, { division });
    },
  },
  {
    code: 'established-by',
    title: texts.since,
    async judge(asked, context, tx) {
      const day = (await companyOf(asked, context, tx))?.establishedOn;
      return day ? held(day <= asked.value, texts.established, { day }) : said('unknown', texts.noDay);
    },
  },
  {
    // Of a matter with the facts `askedFen` and `capFen`.
    code: 'within-cap',
    title: texts.withinCap,
    async judge({ facts }) {
      const [asked, cap] = [Number(facts['askedFen']), Number(facts['capFen'])];
      if (Number.isNaN(asked + cap)) return said('unknown', texts.noAmount);
      return held(asked <= cap, texts.asked, { asked: yuanOf(asked), cap: yuanOf(cap) });
    },
  },
];

/**
 * Judges rules, in their order, each with its evidence; a rule that nobody contributed is unknown.
 * @returns never an outcome that was guessed
 */
export async function judgeRules(
  context: Context,
  tx: Db,
  rules: readonly Rule[],
  asked: Omit<GateAsked, 'value'>,
): Promise<Judged[]> {
  const known = new Map(context.contributions(gatePoint).map((gate) => [gate.code, gate]));
  const all: Judged[] = [];
  for (const { check, value = '' } of rules) {
    const gate = known.get(check);
    const judged = await gate?.judge({ ...asked, value }, context, tx);
    all.push({
      check,
      title: gate?.title ?? texts.missing,
      ...(judged ?? said('unknown', texts.noGate, { check })),
    });
  }
  return all;
}
