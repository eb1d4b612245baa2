import type { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem, type FieldError } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { CodeTable } from '#platform/base/codes';
import { Dataset, findDataset, providerOfCode } from '#platform/data/catalogue';
import { itemsOf, type DescriptionRow, type ItemRow } from './store.ts';
import { texts } from './texts.ts';

const personal = new Set(['personal', 'sensitive']);
const spoken = (zh: string, en: string | null | undefined): Text => ({ zh, en: en ?? zh });
const nameOf = ({ code }: Pick<ItemRow, 'code'>): string => code.slice(code.indexOf('.') + 1);

type Known = Dataset | undefined;

/** What a register takes of an item, and how codes are written, are said by the city; a new description keeps them. */
function keptOf(item: ItemRow, known: Known) {
  const { feeds, values } = known?.fields.find(({ name }) => name === nameOf(item)) ?? {};
  return { ...(feeds && { feeds }), ...(values && item.type === 'code' && { values }) };
}

function fieldOf(item: ItemRow, known: Known): z.input<typeof Dataset>['fields'][number] {
  return {
    ...keptOf(item, known),
    name: nameOf(item),
    label: spoken(item.labelZh, item.labelEn),
    type: item.type,
    required: item.required,
    sensitivity: item.sensitivity,
    // What it is called is a header under which it may come.
    aliases: [...new Set([item.labelZh, ...(item.aliases ?? [])])].filter((alias) => alias !== nameOf(item)),
    ...(item.length && { length: item.length }),
    ...(item.type === 'code' && item.codes && { codes: item.codes }),
    ...(item.share && { share: item.share }),
    ...(item.mask && { mask: item.mask }),
  };
}

/** Who may have it, on what terms. */
const termsOf = (row: DescriptionRow) => ({
  share: {
    type: row.share,
    ...(row.shareCondition && { condition: spoken(row.shareCondition, null) }),
    ...(row.shareBasis && { basis: row.shareBasis }),
  },
  way: row.shareWay,
  open: row.open,
  ...(row.openCondition && { openCondition: spoken(row.openCondition, null) }),
});

/** What the city's file says of a dataset and a department does not. */
const cityWords = (known: Known) => ({
  ...(known?.rowsOf && { rowsOf: known.rowsOf }),
  ...(known?.tells && { tells: known.tells }),
  ...(known?.countedAs && { countedAs: known.countedAs }),
});

const datasetOf = (
  row: DescriptionRow,
  items: readonly ItemRow[],
  known: Known,
): z.input<typeof Dataset> => ({
  ...cityWords(known),
  code: row.code,
  title: spoken(row.titleZh, row.titleEn),
  provider: row.provider,
  abstract: spoken(row.abstractZh, row.abstractEn),
  category: row.category,
  theme: row.theme,
  format: row.format,
  ...termsOf(row),
  cycle: row.cycle,
  related: row.related ?? [],
  words: row.words ?? known?.words ?? [],
  subject: row.subject,
  key: row.keyItem,
  fields: items.map((item) => fieldOf(item, known)),
});

/** Path: the field, or the code of the item. */
type Fault = FieldError;

/** What is missing in the description itself. */
function faultsOfRow(row: DescriptionRow, items: readonly ItemRow[]): Fault[] {
  const found: (Fault | false)[] = [
    items.length === 0 && { path: 'items', code: 'cataloguing.no-items', detail: texts.noItems },
    !items.some((item) => nameOf(item) === row.keyItem) && {
      path: 'keyItem',
      code: 'cataloguing.no-key',
      detail: fill(texts.noKey, { item: row.keyItem }),
    },
    row.share === 'conditional' &&
      !row.shareCondition && {
        path: 'shareCondition',
        code: 'cataloguing.no-condition',
        detail: texts.noCondition,
      },
    row.share === 'none' &&
      !row.shareBasis && { path: 'shareBasis', code: 'cataloguing.no-basis', detail: texts.noBasis },
    row.open === 'conditional' &&
      !row.openCondition && {
        path: 'openCondition',
        code: 'cataloguing.no-open-condition',
        detail: texts.noOpenCondition,
      },
  ];
  return found.filter((fault) => fault !== false);
}

async function faultsOfItem(
  context: Context,
  db: Db,
  row: DescriptionRow,
  item: ItemRow,
): Promise<readonly Fault[]> {
  const path = item.code;
  const isPersonal = personal.has(item.sensitivity);
  const known = item.type !== 'code' || (item.codes && (await readRow(context, db, CodeTable, item.codes)));
  const found: (Fault | false)[] = [
    !known && {
      path,
      code: 'cataloguing.no-codes',
      detail: fill(texts.noCodes, { item: item.labelZh, codes: item.codes ?? '—' }),
    },
    isPersonal &&
      !item.mask && {
        path,
        code: 'cataloguing.no-mask',
        detail: fill(texts.noMask, { item: item.labelZh }),
      },
    isPersonal &&
      row.open === 'unconditional' && {
        path,
        code: 'cataloguing.personal-open',
        detail: fill(texts.personalOpen, { item: item.labelZh }),
      },
  ];
  return found.filter((fault) => fault !== false);
}

/** A code that is, or was, another department's or a register's of the platform. */
async function twinOf(
  context: Context,
  db: Db,
  { code, provider }: DescriptionRow,
): Promise<readonly Fault[]> {
  const had = await providerOfCode(context, db, code);
  const free =
    had === undefined ? !code.startsWith('record-') : had.kind === 'dataset' && had.provider === provider;
  return free ? [] : [{ path: 'code', code: 'cataloguing.twin', detail: fill(texts.twin, { code }) }];
}

/** Names that differ in their case alone are one column to whoever reads files. */
function alikeNames(items: readonly ItemRow[]): Fault[] {
  const names = items.map((item) => nameOf(item).toLowerCase());
  return items
    .filter((_item, at) => names.indexOf(names[at] ?? '') !== at)
    .map((item) => ({
      path: item.code,
      code: 'cataloguing.alike',
      detail: fill(texts.alike, { item: item.code }),
    }));
}

const rank = { unconditional: 0, conditional: 1, none: 2 } as const;

/** An item is shared as its resource is, or more strictly. */
const looserItems = (row: DescriptionRow, items: readonly ItemRow[]): Fault[] =>
  items
    .filter(({ share }) => share && rank[share] < rank[row.share])
    .map((item) => ({
      path: item.code,
      code: 'cataloguing.looser',
      detail: fill(texts.looser, { item: item.labelZh }),
    }));

/** A register is fed by what the city says of its items: a department alone cannot say it. */
function feedsNothing(row: DescriptionRow, known: Known): Fault[] {
  if (row.subject === 'none' || known?.fields.some(({ feeds }) => feeds)) return [];
  return [{ path: 'subject', code: 'cataloguing.no-feeds', detail: texts.noFeeds }];
}

/**
 * The dataset that a description says, complete and sound.
 * @throws Problem 422 `cataloguing.incomplete` with every fault: its field or item, a code, what to do
 */
export async function describedDataset(context: Context, db: Db, row: DescriptionRow): Promise<Dataset> {
  const items = await itemsOf(context, db, row.code);
  const known = await findDataset(db, row.code);
  const faults = [
    ...faultsOfRow(row, items),
    ...alikeNames(items),
    ...looserItems(row, items),
    ...feedsNothing(row, known),
    ...(await twinOf(context, db, row)),
  ];
  for (const item of items) faults.push(...(await faultsOfItem(context, db, row, item)));
  if (faults.length > 0)
    throw new Problem(
      422,
      'cataloguing.incomplete',
      fill(texts.invalid, {
        why: faults
          .slice(0, 5)
          .map(({ detail }) => detail[context.language])
          .join(' '),
      }),
      { errors: faults },
    );
  return Dataset.parse(datasetOf(row, items, known));
}
