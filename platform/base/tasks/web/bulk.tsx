import { call } from '#kernel/call';
import type { BulkAction, BulkPreview } from '#ui';
import { operations, type batchActions } from '../contract.ts';
import { given, Words } from './act-form.tsx';
import { OrganisationInput } from './organisation-input.tsx';
import { texts } from './words.ts';

type Action = (typeof batchActions)[number];

const bodyOf = (form: FormData) => ({
  ...(given(form, 'words') === '' ? {} : { words: given(form, 'words') }),
  ...(given(form, 'organisation') === '' ? {} : { organisation: given(form, 'organisation') }),
});

async function preview(action: Action, keys: readonly string[]): Promise<BulkPreview> {
  const body = { action, ids: [...keys], preview: true };
  const { done, refused } = await call('tasks', operations.batch, { body });
  return { done, refused: refused.map(({ id, reason }) => ({ key: id.slice(0, 8), reason })) };
}

const bulk = (action: Action, more: Pick<BulkAction, 'label' | 'fields'>): BulkAction => ({
  name: action,
  ...more,
  preview: (keys) => preview(action, keys),
  run: (keys, form) => call('tasks', operations.batch, { body: { action, ids: [...keys], ...bodyOf(form) } }),
});

/** What can be done to many tasks at once, in the reader's words. */
export const bulkActions = (say: (text: { zh: string; en: string }) => string): readonly BulkAction[] => [
  bulk('claim', { label: texts.claim }),
  bulk('release', { label: texts.release }),
  bulk('hand-over', {
    label: texts.handOver,
    fields: (
      <>
        <OrganisationInput name="organisation" label={say(texts.toOrganisation)} />
        <Words name="words" label={say(texts.reason)} />
      </>
    ),
  }),
  bulk('urge', { label: texts.urge, fields: <Words name="words" label={say(texts.reason)} /> }),
  bulk('note', { label: texts.note, fields: <Words name="words" label={say(texts.note)} /> }),
];
