import type { Readable } from 'node:stream';
import type { Context, Services } from './context.ts';
import type { CityCheck, CityFile, ReadCity } from './city.ts';
import type { EventKind, Happened } from './event.ts';
import type { JobKind, Schedule } from './job.ts';
import type { Answer, Input, Operation, Operations, Permission } from './operation.ts';
import type { Contribution } from './point.ts';
import type { Ports } from './ports.ts';
import type { Protocol } from './protocol.ts';
import type { RecordOf } from './record/define.ts';
import type { RecordOverrides } from './record/overrides.ts';
import type { Text } from './texts.ts';

/** A file on its way in: its bytes are read once. */
export interface Upload {
  readonly stream: Readable;
  readonly type: string;
  /** As the caller states it; absent when the body comes in chunks. */
  readonly length: number | undefined;
}

/** A file on its way out. */
export interface Download {
  readonly filename: string;
  readonly type: string;
  readonly body: Readable | Uint8Array;
  readonly inline?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

type Extras<O> = O extends { readonly upload: object } ? { readonly upload: Upload } : unknown;

/** One short function an operation. A missing one does not compile. */
export type Handler<O> = (
  input: Input<O> & Extras<O>,
  context: Context,
) => Promise<O extends { readonly download: true } ? Download : Answer<O>>;

export type Handlers<O extends Operations> = { readonly [K in keyof O]: Handler<O[K]> };

/** Operations with their handlers, types checked against each other. */
export interface Mounted {
  readonly operations: Operations;
  readonly handlers: Readonly<Record<string, Handler<Operation>>>;
}

export const mount = <O extends Operations>(operations: O, handlers: Handlers<O>): Mounted => ({
  operations,
  handlers: handlers as unknown as Mounted['handlers'],
});

export interface RecordMount {
  readonly record: RecordOf;
  readonly overrides: RecordOverrides;
}

/** Puts a record into a manifest, with any part of it replaced by the module's own. */
export const mountRecord = (record: object, overrides: RecordOverrides = {}): RecordMount => ({
  record: record as RecordOf,
  overrides,
});

/** Told of each event of a kind, in order of its key; must be safe to be told twice. */
export interface Subscription {
  readonly name: string;
  readonly event: EventKind;
  handle(happened: Happened, context: Context): Promise<void>;
}

export const subscription = <P extends EventKind>(
  name: string,
  event: P,
  handle: (
    happened: Happened<P extends EventKind<infer S> ? import('zod').z.output<S> : never>,
    context: Context,
  ) => Promise<void>,
): Subscription => ({ name, event, handle: handle as Subscription['handle'] });

/** A module's table of contents. */
export interface CityModule {
  /** Flat and unique: also its schema in the database and its part of the path. */
  readonly id: string;
  readonly title: Text;
  /** `import.meta.dirname`: where its migrations and views lie. */
  readonly folder: string;
  /** Ids of the modules whose faces or views it uses. */
  readonly dependsOn: readonly string[];
  /** Every permission that it asks for, with words for whoever grants it. */
  readonly permissions?: Readonly<Record<Exclude<Permission, 'public'>, Text>>;
  readonly mounted?: Mounted;
  readonly records?: readonly RecordMount[];
  readonly protocols?: readonly Protocol[];
  readonly events?: readonly EventKind[];
  readonly subscriptions?: readonly Subscription[];
  readonly jobs?: readonly JobKind[];
  readonly schedules?: readonly Schedule[];
  readonly contributes?: readonly Contribution[];
  readonly ports?: Ports;
  readonly cityFiles?: readonly CityFile<unknown>[];
  readonly cityChecks?: readonly CityCheck[];
  /** Brings the city's files into the module's tables; run when they changed, safe to run again. */
  readonly load?: (city: ReadCity, context: Context) => Promise<void>;
  /** Started after all modules are loaded, stopped in reverse order. */
  readonly start?: (services: Services) => Promise<() => Promise<void>>;
}

export const defineModule = (module: CityModule): CityModule => Object.freeze(module);
