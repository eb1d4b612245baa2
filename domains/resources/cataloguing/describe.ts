import type { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem, type FieldError } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { CodeTable } from '#platform/base/codes';
import { Dataset, findDataset } from '#platform/data/catalogue';
import { itemsOf, type DescriptionRow, type ItemRow } from './store.ts';
import { texts } from './texts.ts';

const personal = new Set(['personal', 'sensitive']);
const spoken = (zh: string, en: string | null | undefined): Text => ({ zh, en: en ?? zh });
const nameOf = ({ code }: Pick<ItemRow, 'code'>): string => code.slice(code.indexOf('.') + 1);

function fieldOf(item: ItemRow): z.input<typeof Dataset>['fields'][number] {
  return {
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

const datasetOf = (row: DescriptionRow, items: readonly ItemRow[]): z.input<typeof Dataset> => ({
  code: row.code,
  title: spoken(row.titleZh, row.titleEn),
  provider: row.provider,
  abstract: spoken(row.abstractZh, row.abstractEn),
  theme: row.theme,
  share: {
    type: row.share,
    ...(row.shareCondition && { condition: spoken(row.shareCondition, null) }),
    ...(row.shareBasis && { basis: row.shareBasis }),
  },
  open: row.open,
  cycle: row.cycle,
  subject: row.subject,
  key: row.keyItem,
  fields: items.map(fieldOf),
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

/** Another department's dataset of that code in force. */
async function twinOf(db: Db, { code, provider }: DescriptionRow): Promise<readonly Fault[]> {
  const twin = await findDataset(db, code);
  if (!twin || twin.provider === provider) return [];
  return [{ path: 'code', code: 'cataloguing.twin', detail: fill(texts.twin, { code }) }];
}

/**
 * The dataset that a description says, complete and sound.
 * @throws Problem 422 `cataloguing.incomplete` with every fault: its field or item, a code, what to do
 */
export async function describedDataset(context: Context, db: Db, row: DescriptionRow): Promise<Dataset> {
  const items = await itemsOf(context, db, row.code);
  const faults = [...faultsOfRow(row, items), ...(await twinOf(db, row))];
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
  return Dataset.parse(datasetOf(row, items));
}
