import type { Context } from '../../context.ts';
import type { Upload } from '../../module.ts';
import { notFound } from '../../problem.ts';
import type { Fault } from '../fault.ts';
import { writePermission } from '../form.ts';
import type { RecordPlan } from '../plan.ts';
import type { ImportFault, ImportPreview, ImportState } from '../schemas.ts';
import {
  findEarlier,
  findImport,
  insertImport,
  listImports,
  rememberedMapping,
  type Import,
} from './import-store.ts';
import { lookAtTable, takeTable, type Looked } from '../../table-layout.ts';
import { chosen, mappingOf, propose, type Mapping, type Matched } from './mapping.ts';
import { rowFaultWords } from '../../tabular-problem.ts';
import { faultsOfRow } from './settle.ts';
import { mayTouch, writesAll } from './touch.ts';
import { writeChunk, type LinedRow } from './write-chunk.ts';
import { rowParser } from './parse-row.ts';

const shownRows = 50;

/** Thrown to undo a trial: carries what it found. */
class Tried extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super('tried');
    this.faults = faults;
  }
}

interface Trying {
  readonly id: string;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  readonly rows: readonly LinedRow[];
}

/** The faults that these rows would have, found by writing them and taking everything back. */
async function tryRows(plan: RecordPlan, context: Context, trying: Trying): Promise<readonly Fault[]> {
  try {
    return await context.transaction(async (tx) => {
      const parser = await rowParser(plan, context, tx, trying);
      const outcome = await writeChunk(plan, context, tx, { id: trying.id, parser, rows: trying.rows });
      throw new Tried(outcome.faults);
    });
  } catch (error) {
    if (error instanceof Tried) return error.faults;
    return tryHalves(plan, context, trying, error);
  }
}

/** When the rows fail as a whole, the guilty one is looked for as the import itself will. */
async function tryHalves(
  plan: RecordPlan,
  context: Context,
  trying: Trying,
  error: unknown,
): Promise<readonly Fault[]> {
  const guilt = faultsOfRow(error, 0);
  if (!guilt) throw error;
  const half = Math.ceil(trying.rows.length / 2);
  if (trying.rows.length <= 1) return guilt;
  const first = await tryRows(plan, context, { ...trying, rows: trying.rows.slice(0, half) });
  const second = await tryRows(plan, context, { ...trying, rows: trying.rows.slice(half) });
  return [...first, ...second.map((fault) => ({ ...fault, row: fault.row + half }))];
}

const shownFault = ({ field, code, detail }: Fault, line: number): ImportFault => ({
  line,
  code,
  detail,
  ...(field === undefined ? {} : { field }),
});

async function previewOf(
  plan: RecordPlan,
  context: Context,
  found: { readonly id: string; readonly filename: string; readonly looked: Looked; readonly file: string },
  matched: readonly Matched[],
): Promise<ImportPreview> {
  const { looked, id, filename, file } = found;
  const mapping = mappingOf(matched);
  const faults = mapping[plan.key.name]
    ? await tryRows(plan, context, { id, headers: looked.headers, mapping, rows: looked.rows })
    : [];
  const earlier = await findEarlier(context.db, plan.record.id, file);
  return {
    import: id,
    filename,
    format: looked.layout.format,
    ...(looked.layout.format === 'csv' ? { encoding: looked.layout.encoding } : {}),
    headers: [...looked.headers],
    mapping: matched.map((each) => ({ ...each })),
    rows: looked.rows.map(({ line, cells }, row) => ({
      line,
      values: Object.fromEntries(looked.headers.map((header, place) => [header, cells[place] ?? ''])),
      faults: faults.filter((fault) => fault.row === row).map((fault) => shownFault(fault, line)),
    })),
    faults: looked.faults.map(({ line, code }) => ({
      line,
      code: `tabular.${code}`,
      detail: rowFaultWords(code),
    })),
    alreadyImported: earlier ?? null,
  };
}

/**
 * Keeps a file that was handed in and shows its first rows with what is wrong with them. Nothing is written yet.
 * @throws Problem 422 `tabular.*`, 413 `files.too-large`
 */
export async function uploadImport(
  plan: RecordPlan,
  context: Context,
  handed: { readonly filename: string; readonly upload: Upload; readonly maxBytes: number },
): Promise<ImportPreview> {
  writePermission(plan);
  const { filename, upload, maxBytes } = handed;
  const taken = await takeTable(context.files, upload, { filename, rows: shownRows, maxBytes });
  const { looked } = taken;
  const file = taken.file.id;
  const { layout, headers } = looked;
  const id = crypto.randomUUID();
  const startedAt = context.clock.now().toISOString();
  await insertImport(context.db, {
    id,
    record: plan.record.id,
    file,
    filename,
    layout,
    headers,
    startedBy: context.actor.id,
    startedAt,
  });
  const remembered = await rememberedMapping(context.db, plan.record.id, headers);
  return previewOf(plan, context, { id, filename, looked, file }, propose(plan, headers, remembered));
}

/** The latest imports: the actor's own, or everybody's for whoever may write the whole record. */
export async function imports(plan: RecordPlan, context: Context): Promise<ImportState[]> {
  const whose = writesAll(plan, context) ? undefined : context.actor.id;
  const found = await listImports(context.db, plan.record.id, whose);
  return found.map(({ id, filename, status, job, created, changed, unchanged, refused, ...rest }) => {
    const { startedBy, startedAt, errorFile } = rest;
    return {
      id,
      filename,
      status,
      job,
      created,
      changed,
      unchanged,
      refused,
      startedBy,
      startedAt,
      errorFile,
    };
  });
}

/** The import, if it is this actor's to go on with. @throws Problem 404 */
export async function getImport(plan: RecordPlan, context: Context, id: string): Promise<Import> {
  const found = await findImport(context.db, plan.record.id, id);
  if (!found || !mayTouch(plan, context, found)) throw notFound({ zh: '导入', en: 'import' }, id);
  return found;
}

/** The preview again under another mapping. */
export async function remapImport(
  plan: RecordPlan,
  context: Context,
  asked: { readonly import: string; readonly mapping: Mapping },
): Promise<ImportPreview> {
  const found = await getImport(plan, context, asked.import);
  const looked = await lookAtTable(await context.files.path(found.file), found.filename, shownRows);
  return previewOf(plan, context, { ...found, looked }, chosen(plan, looked.headers, asked.mapping));
}
