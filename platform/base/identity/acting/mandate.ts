import type { Db } from '#kernel/db';
import type { Services } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';

/** Somebody for whom another may act: a child for a parent, a parent for a son, a company for its agent, a household for its members. */
export interface Mandate {
  /** Unique within its source. */
  readonly id: string;
  readonly subject: {
    readonly kind: 'person' | 'company' | 'household';
    readonly key: string;
    /** As the register has it, for what is written down in their name; never in a list of choices. */
    readonly name?: string;
  };
  /** What the choice is called: 为“王小江”办理. */
  readonly title: Text;
  /** The relation, consent or law it rests on; goes into the ledger. */
  readonly basis: string;
  /** Its last instant, where it has one. */
  readonly until?: string | null;
  /** The most that may be done under it; everything the account may do when absent. */
  readonly permissions?: readonly string[];
}

/** Whose mandates are asked: the account, and its person in the register where there is one. */
export interface MandateHolder {
  readonly account: string;
  readonly id: string;
  readonly kind: string;
  readonly person: string | undefined;
}

/**
 * Who knows mandates contributes here: relations (guardian, family proxy), companies (their agents). A session acts under a
 * mandate only while its source says that it stands; it is asked with each request.
 */
export interface MandateSource {
  readonly name: string;
  /** All that stand now. */
  list(holder: MandateHolder, db: Db, services: Services): Promise<readonly Mandate[]>;
  /** Actor ids of those who may act for one of these subjects now. */
  agents(subjects: readonly string[], db: Db, services: Services): Promise<readonly string[]>;
  /** The one with this id, if it stands now. */
  find(holder: MandateHolder, id: string, db: Db, services: Services): Promise<Mandate | undefined>;
}

export const mandatePoint = definePoint<MandateSource>('identity.mandate');
