import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import { listDatasets, type Dataset } from '#platform/data/catalogue';
import type { Held } from './contract.ts';
import type { Asks } from './names.ts';

/** Whether a dataset says of which company or person its rows are, or of which household. */
const saysWhose = ({ subject, rowsOf }: Dataset, asks: Asks): boolean =>
  asks === 'household' ? rowsOf === 'household' : subject !== 'none';

/**
 * Whether a dataset may answer for the respondent: what its department passes on, and says outright. What is sensitive is not
 * filled in: it needs a consent of its own (《个人信息保护法》第二十九条), and the respondent writes it.
 */
const mayAnswer = (dataset: Dataset, name: string, asks: Asks): boolean => {
  const { share, fields } = dataset;
  const field = fields.find((each) => each.name === name);
  const passes = saysWhose(dataset, asks) && share.type !== 'none' && field?.share !== 'none';
  return field !== undefined && passes && field.type !== 'code' && field.sensitivity !== 'sensitive';
};

/** Which dataset of which department would answer each of some items. @param items `dataset.item`; others have none */
export async function heldBy(
  db: Db,
  items: readonly string[],
  asks: Asks,
): Promise<ReadonlyMap<string, Held>> {
  const datasets = new Map((await listDatasets(db)).map((each) => [each.code, each]));
  const found = items.flatMap((item) => {
    const at = item.indexOf('.');
    const dataset = datasets.get(item.slice(0, at));
    return dataset && mayAnswer(dataset, item.slice(at + 1), asks) ? [[item, dataset] as const] : [];
  });
  const names = await organisationNames(db, [...new Set(found.map(([, { provider }]) => provider))]);
  const nameOf = (code: string): Text => names.get(code) ?? { zh: code, en: code };
  return new Map(
    found.map(([item, { code, title, provider }]) => [
      item,
      { code, title, provider, providerName: nameOf(provider) },
    ]),
  );
}
