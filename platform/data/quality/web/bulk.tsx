import { useId } from 'react';
import { call } from '#kernel/call';
import type { Text } from '#kernel/texts';
import { type BulkAction, type BulkPreview, DateInput, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './contest-words.ts';

type Move = 'contest' | 'waive' | 'reopen';

function Reason({ until }: { readonly until: boolean }) {
  const say = useSay();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{say(texts.reason)}</label>
      <input id={id} name="reason" className="input" required minLength={2} maxLength={500} />
      {until && <Until />}
    </>
  );
}

/** The last day of a waiver, left empty for good. */
export function Until() {
  const say = useSay();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{say(texts.until)}</label>
      <DateInput id={id} name="until" placeholder={say(texts.untilHint)} />
    </>
  );
}

/** What a form says of a waiver's last day. */
export const untilIn = (form: FormData): { until?: string } => {
  const until = String(form.get('until') ?? '').trim();
  return until === '' ? {} : { until };
};

async function preview(action: Move, keys: readonly string[]): Promise<BulkPreview> {
  const body = { action, ids: [...keys], preview: true, reason: '——' };
  const { done, refused } = await call('quality', operations.moveMany, { body });
  return { done, refused: refused.map(({ id, reason }) => ({ key: id, reason })) };
}

const bulk = (action: Move, label: Text): BulkAction => ({
  name: action,
  label,
  fields: <Reason until={action === 'waive'} />,
  preview: (keys) => preview(action, keys),
  run: (keys, form) =>
    call('quality', operations.moveMany, {
      body: { action, ids: [...keys], reason: String(form.get('reason') ?? ''), ...untilIn(form) },
    }),
});

export const ownersActions: readonly BulkAction[] = [bulk('contest', texts.contest)];
export const officeActions: readonly BulkAction[] = [
  bulk('waive', texts.waive),
  bulk('reopen', texts.reopen),
];
