import { z } from 'zod';

export const alarmKinds = ['trapped', 'between-floors', 'door'] as const;

/** What a person found and did; `passed` is said by the platform, when a fault ended by itself. */
export const handledAs = ['released', 'mended', 'false-alarm'] as const;
export const results = [...handledAs, 'passed'] as const;

/** A company's own number of an alarm. */
export const AlarmNumber = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
export const LiftCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]{3,31}$/);
