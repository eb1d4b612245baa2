import { isPersonal, type Field } from '#kernel/record';
import { fault, type DefinitionFault } from './faults.ts';
import { fieldsUsed } from './fields-used.ts';
import { audiences, type Aggregate, type MeasureDefinition } from './shapes.ts';
import { findField, isFound, type FindSource, type Source } from './sources.ts';

/** Why a measure cannot be shown to everybody. */

/** A count of fewer persons is shown to nobody who is not signed in, whatever a measure says. */
export const leastShown = 5;

const path = ['audience'] as const;

const known = (find: FindSource, id: string): Source | undefined => {
  const source = find(id);
  return source === 'elsewhere' ? undefined : source;
};

/** The record by whose rights a source is read; undefined for what is nobody's record. */
function recordOf(source: Source, find: FindSource) {
  if (source.kind === 'record') return source.record;
  if (source.kind === 'dataset' || !('record' in source.view.rights)) return undefined;
  const record = known(find, source.view.rights.record);
  return record?.kind === 'record' ? record.record : undefined;
}

const isPersonalIn = (fields: Readonly<Record<string, Field>>, name: string): boolean => {
  const field = fields[name];
  return field !== undefined && isPersonal(field);
};

/** Whether each of its rows tells of a person: it is somebody's own, bears a name, or is known by somebody's number. */
function tellsOfPersons(source: Source, find: FindSource): boolean {
  if (isPersonalIn(source.fields, source.key)) return true;
  if (source.kind === 'dataset')
    return source.dataset.subject === 'person' || source.dataset.rowsOf === 'household';
  const record = recordOf(source, find);
  if (!record) return false;
  return record.rights.subject !== undefined || isPersonalIn(record.fields, record.label);
}

function sourceFaults(source: Source, find: FindSource): DefinitionFault[] {
  const facts = { record: source.title };
  if (source.kind === 'dataset' && source.dataset.open === 'none')
    return [fault(path, 'audience-closed', facts)];
  const needs = recordOf(source, find)?.rights.needs ?? [];
  return needs.length > 0 ? [fault(path, 'audience-by-relation', facts)] : [];
}

/** Everything that a side is counted from or joined with, and the fields that it uses of it. */
function lookedInto(definition: MeasureDefinition, aggregate: Aggregate, find: FindSource) {
  const ids = new Set([aggregate.record, ...aggregate.joins.map(({ record }) => record)]);
  return {
    sources: [...ids].flatMap((id) => known(find, id) ?? []),
    fields: fieldsUsed(definition, aggregate)
      .map((name) => findField(aggregate, name, find))
      .filter(isFound),
  };
}

function sideFaults(
  definition: MeasureDefinition,
  aggregate: Aggregate,
  find: FindSource,
): DefinitionFault[] {
  const { sources, fields } = lookedInto(definition, aggregate, find);
  const closed = sources.flatMap((source) => sourceFaults(source, find));
  if (closed.length > 0) return closed;
  const sensitive = fields.find(({ field }) => field.sensitivity === 'sensitive');
  if (sensitive) {
    const { source, field } = sensitive;
    return [fault(path, 'audience-sensitive', { record: source.title, field: field.label })];
  }
  const told = sources.find((source) => tellsOfPersons(source, find)) ?? fields.find(isTold)?.source;
  if (!told || definition.secrecy) return [];
  return [fault(path, 'audience-persons', { record: told.title, least: leastShown })];
}

const isTold = ({ personal }: { readonly personal: boolean }): boolean => personal;

/** What a measure is made of would be told by it. */
function termFaults(
  { audience, derived }: MeasureDefinition,
  measures: ReadonlyMap<string, MeasureDefinition>,
): DefinitionFault[] {
  const terms = [...(derived?.numerator ?? []), ...(derived?.denominator ?? [])];
  const narrower = terms.find(({ measure }) => {
    const term = measures.get(measure);
    return term !== undefined && audiences.indexOf(term.audience) < audiences.indexOf(audience);
  });
  return narrower ? [fault(path, 'audience-of-measure', { measure: narrower.measure })] : [];
}

/** Why a definition cannot have the audience that it says; empty when it can. */
export function audienceFaults(
  definition: MeasureDefinition,
  find: FindSource,
  measures: ReadonlyMap<string, MeasureDefinition>,
): DefinitionFault[] {
  const { audience, numerator, denominator, secrecy } = definition;
  if (audience === 'signed-in') return [];
  if (secrecy && secrecy.least < leastShown) return [fault(path, 'audience-least', { least: leastShown })];
  const sides = [numerator, denominator].filter((side) => side !== undefined);
  const [first] = [
    ...sides.flatMap((side) => sideFaults(definition, side, find)),
    ...termFaults(definition, measures),
  ];
  return first ? [first] : [];
}
