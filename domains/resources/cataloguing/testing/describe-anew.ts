import type { Dataset } from '#platform/data/catalogue';
import type { Asker } from '#testing';

/** Describes what the city's file has, item by item, as its department would. */
export async function describeAnew(clerk: Asker, known: Dataset, description: object): Promise<void> {
  await clerk.post('/api/cataloguing/descriptions', {
    ...description,
    code: known.code,
    titleZh: `${known.title.zh}（修订）`,
    subject: known.subject,
    share: 'conditional',
    shareCondition: '为履行职责',
    keyItem: known.key,
  });
  for (const [at, field] of known.fields.entries())
    await clerk.post('/api/cataloguing/items', {
      code: `${known.code}.${field.name}`,
      labelZh: field.label.zh,
      position: at + 1,
      type: field.type,
      required: field.required,
      sensitivity: field.sensitivity,
      aliases: field.aliases,
      ...(field.codes && { codes: field.codes }),
      ...(field.mask && { mask: field.mask }),
    });
}
