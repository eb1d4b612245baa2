import type { Text } from '#kernel/texts';
import { fill } from '#kernel/texts';
import { riskReasons } from './words.ts';

export const riskKinds = [
  'failed',
  'locked',
  'spray',
  'storm',
  'new-device',
  'new-place',
  'privilege',
  'break-glass',
  'factor-reset',
  'outside-refused',
] as const;
export type RiskKind = (typeof riskKinds)[number];

export const riskLevels = ['info', 'notice', 'warning', 'high'] as const;
export type RiskLevel = (typeof riskLevels)[number];

export interface Assessed {
  readonly kind: RiskKind;
  readonly level: RiskLevel;
  readonly reason: Text;
}

/** Typed names from one network within a quarter of an hour: a person who forgot tries one or two. */
export const sprayNames = 6;
/** Failures in the whole city within a quarter of an hour that no city of this size makes by itself. */
export const stormFailures = 200;
export const countedMinutes = 15;

const assessed = (
  kind: RiskKind,
  level: RiskLevel,
  more: Record<string, string | number> = {},
): Assessed => ({
  kind,
  level,
  reason: fill(riskReasons[kind], { minutes: countedMinutes, ...more }),
});

export interface FailureFacts {
  readonly failures: number;
  readonly locked: boolean;
  /** The account exists and is one of an administrator, or of who may see personal data unmasked. */
  readonly privileged: boolean;
  /** Names that were tried in vain from the same network within the counted minutes, this one among them. */
  readonly names: number;
  /** Failures in the city within the counted minutes. */
  readonly all: number;
}

/** What a failed sign-in tells, the graver beside the plain. */
export function assessFailure({ failures, locked, privileged, names, all }: FailureFacts): Assessed[] {
  const grave: Assessed[] = [];
  if (names >= sprayNames) grave.push(assessed('spray', 'high', { names }));
  if (all >= stormFailures) grave.push(assessed('storm', 'high', { all }));
  if (locked) return [...grave, assessed('locked', privileged ? 'high' : 'warning', { failures })];
  return [...grave, assessed('failed', privileged && failures > 2 ? 'notice' : 'info', { failures })];
}

export interface EntryFacts {
  /** The account was used before at all: everything is new the first time. */
  readonly usedBefore: boolean;
  readonly newDevice: boolean;
  readonly newPlace: boolean;
  readonly privileged: boolean;
}

/** What a sign-in tells that succeeded: with something new, from somewhere new. */
export function assessEntry({ usedBefore, newDevice, newPlace, privileged }: EntryFacts): Assessed[] {
  if (!usedBefore) return [];
  const both = newDevice && newPlace;
  const ofPrivileged = both ? 'high' : 'warning';
  const level = privileged ? ofPrivileged : 'notice';
  return [
    ...(newDevice ? [assessed('new-device', level)] : []),
    ...(newPlace ? [assessed('new-place', level)] : []),
  ];
}

/** A post that was given or changed: an administrator's counts for more. */
export const assessPrivilege = (role: string, privileged: boolean): Assessed =>
  assessed('privilege', privileged ? 'warning' : 'info', { role });

export const assessGlass = (): Assessed => assessed('break-glass', 'high');

/** A second factor that somebody else took away. */
export const assessReset = (privileged: boolean): Assessed =>
  assessed('factor-reset', privileged ? 'high' : 'warning');

export const assessOutside = (provider: string): Assessed =>
  assessed('outside-refused', 'notice', { provider });
