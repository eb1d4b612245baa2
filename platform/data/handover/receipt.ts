import type { Context } from '#kernel/context';
import type { Download } from '#kernel/module';
import { refuseIf } from '#kernel/problem';
import { issuePaper, openPaper } from '#platform/base/documents';
import { organisationNames } from '#platform/base/organisations';
import { getDatasetEver } from '#platform/data/catalogue';
import { differenceNames, mediumKindNames, sealStateNames } from './names.ts';
import { differencesOf } from './rules.ts';
import { handOverFor, note } from './scope.ts';
import type { HandOverRow } from './store.ts';
import { texts } from './texts.ts';

/** Form of the receipt in the city's `papers.yaml`. */
const template = 'hand-over-receipt';

/** What the receipt says: all of it stood when the file was read, so that it says the same whenever it is printed. */
async function valuesOf(context: Context, row: HandOverRow) {
  const names = await organisationNames(context.db, [row.owner]);
  const { title } = await getDatasetEver(context.db, row.dataset);
  const found = differencesOf(
    { digest: row.statedDigest, rows: row.statedRows, seal: row.sealState },
    { digest: row.receivedDigest ?? '', rows: row.receivedRows },
  );
  const line = (what: string, stated: string, received: string) => ({ what, stated, received });
  return {
    slip: row.number,
    owner: names.get(row.owner)?.zh ?? row.owner,
    courier: row.courier,
    dataset: title.zh,
    handedOn: row.handedOn,
    medium: `${mediumKindNames[row.mediumKind].zh} ${row.mediumNumber}`,
    seal: [row.sealNumber, sealStateNames[row.sealState].zh].filter(Boolean).join('，'),
    purpose: row.purpose,
    legalBasis: row.legalBasis,
    filename: row.filename ?? '',
    receivedBy: row.receivedBy ?? '',
    check: [
      line('SHA-256', row.statedDigest, row.receivedDigest ?? ''),
      line(
        texts.rowsWord.zh,
        String(row.statedRows),
        row.receivedRows === null ? texts.unread.zh : String(row.receivedRows),
      ),
    ],
    result: found.length === 0 ? texts.agrees.zh : found.map((each) => differenceNames[each].zh).join('；'),
  };
}

/**
 * Numbers, prints and seals the receipt that whoever brought the medium takes along; asked again, it is the same paper.
 * @throws Problem 409 `handover.not-read`, 404 `documents.template-unpublished`
 */
export async function issueReceipt(
  context: Context,
  number: string,
): Promise<{ id: string; number: string }> {
  const row = await handOverFor(context, context.db, number, 'handover:receive');
  refuseIf(row.receivedAt === null, 'handover.not-read', texts.notRead);
  const paper = await issuePaper(context, {
    template,
    values: await valuesOf(context, row),
    key: `handover:${number}`,
    issuer: row.desk,
    requester: 'handover',
    simulated: row.simulated,
  });
  if (row.receipt !== paper.id)
    await context.transaction((tx) => note(context, tx, { number, receipt: paper.id }, 'handover:receive'));
  return { id: paper.id, number: paper.number };
}

/** The printed receipt, for the desk and the bureau that handed over. @throws Problem 409 `handover.not-read`, 404 */
export async function receiptFile(context: Context, number: string): Promise<Download> {
  const row = await handOverFor(context, context.db, number, 'handover:read');
  refuseIf(row.receipt === null, 'handover.no-receipt', texts.noReceipt);
  await context.ledger(context.db, {
    action: 'read',
    resource: 'handover.receipt',
    subjects: [number],
    basis: 'handover:read',
  });
  return openPaper(context, row.receipt ?? '');
}
