import { dayOf } from '#kernel/clock';
import { refuseIf } from '#kernel/problem';
import { findDataset, isInForce, publishDataset, withdrawDataset } from '#platform/data/catalogue';
import { classificationOf } from '#platform/data/catalogue/contract';
import { applicant, defineProcess, officer, type At } from '#platform/matter/workflow';
import type { OwnAct, ReviewAct } from './contract.ts';
import { describedDataset } from './describe.ts';
import { states } from './names.ts';
import { Description } from './records.ts';
import { isHandedIn, nextSerial, putHandedIn, type DescriptionRow } from './store.ts';
import { texts } from './texts.ts';

/** The source of what a description says. */
export const originOf = ({ code }: Pick<DescriptionRow, 'code'>): string => `cataloguing:${code}`;
const title = (state: string) => states[state] ?? { zh: state, en: state };

/** Given at its registration and kept for ever: class and theme, then a serial under them (分类码/顺序号). */
async function resourceCodeOf({ tx, row }: At<DescriptionRow>): Promise<string> {
  if (row.resourceCode) return row.resourceCode;
  const classification = classificationOf(row.category, row.theme);
  // What the city's file has described keeps the code that it has there.
  const { resourceCode } = (await findDataset(tx, row.code)) ?? {};
  if (resourceCode?.startsWith(`${classification}/`)) return resourceCode;
  const serial = await nextSerial(tx, classification);
  return `${classification}/${String(serial).padStart(6, '0')}`;
}

/** What was handed in and looked at, and nothing that was changed beside it since (an import undone, say). */
async function asHandedIn({ context, tx, row }: At<DescriptionRow>) {
  const dataset = await describedDataset(context, tx, row);
  refuseIf(!(await isHandedIn(tx, row.code, dataset)), 'cataloguing.changed', texts.changed);
  return dataset;
}

async function intoForce(at: At<DescriptionRow>): Promise<void> {
  const { context, tx, row, about } = at;
  const dataset = { ...(await asHandedIn(at)), ...(row.resourceCode && { resourceCode: row.resourceCode }) };
  await publishDataset(context, tx, dataset, { origin: originOf(row), simulated: about.simulated });
}

async function outOfForce({ context, tx, row }: At<DescriptionRow>): Promise<void> {
  await withdrawDataset(context, tx, row, { origin: originOf(row), reason: row.why ?? '' });
}

/** The way of a description: registered by the data office, then released; each look by somebody who did not hand it in. */
export const descriptions = defineProcess<typeof Description, OwnAct | ReviewAct>({
  record: Description,
  parties: { organisation: 'office', account: 'account', unit: 'provider' },
  permission: 'cataloguing:review',
  applies: 'cataloguing:describe',
  notNow: texts.notNow,
  own: texts.own,
  page: '/cataloguing/descriptions',
  title: ({ titleZh, titleEn }) => ({ zh: titleZh, en: titleEn ?? titleZh }),
  states: {
    draft: { title: title('draft') },
    'registration-review': {
      title: title('registration-review'),
      waits: { title: texts.reviewTask, clock: 5 },
    },
    returned: {
      title: title('returned'),
      waits: { title: texts.returnedTask, clock: 10, for: 'applicant' },
    },
    registered: { title: title('registered') },
    'release-review': { title: title('release-review'), waits: { title: texts.releaseTask, clock: 5 } },
    published: { title: title('published'), enter: intoForce },
    refused: { title: title('refused') },
    withdrawn: { title: title('withdrawn'), enter: outOfForce },
  },
  acts: {
    submit: applicant(['draft', 'returned'], async ({ context, tx, row }) => {
      await putHandedIn(tx, row.code, await describedDataset(context, tx, row));
      return { state: 'registration-review', account: context.actor.id };
    }),
    // What is published stays in force until what is revised is published in its place.
    revise: applicant(['registered', 'published', 'refused', 'withdrawn'], async () => ({ state: 'draft' })),
    'ask-release': applicant(['registered'], async ({ context }) => ({
      state: 'release-review',
      account: context.actor.id,
    })),
    // While it is revised too, what is in force can be taken out of it.
    withdraw: applicant(
      ['published', 'draft', 'returned', 'registered', 'registration-review', 'release-review', 'refused'],
      async ({ tx, row }, { why }) => {
        refuseIf(!(await isInForce(tx, row.code, originOf(row))), 'cataloguing.not-now', texts.notNow);
        return { state: 'withdrawn', why, publishedOn: null };
      },
    ),
    register: officer(['registration-review'], async (at) => {
      await asHandedIn(at);
      return { state: 'registered', resourceCode: await resourceCodeOf(at) };
    }),
    'give-back': officer(['registration-review', 'release-review'], async (_at, { why }) => ({
      state: 'returned',
      why,
    })),
    refuse: officer(['registration-review'], async (_at, { why }) => ({ state: 'refused', why })),
    publish: officer(['release-review'], async ({ context }) => ({
      state: 'published',
      publishedOn: dayOf(context, context.clock.now()),
    })),
  },
});
