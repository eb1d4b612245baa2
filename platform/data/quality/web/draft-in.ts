import type { Check, RuleDraft, Condition, Dimension } from '../contract.ts';
import { checkIn } from './kind-inputs.ts';

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

/** Words in both languages; what is written in one only stands for the other. */
function wordsIn(form: FormData, name: string): { zh: string; en: string } | undefined {
  const [zh, en] = [text(form, `${name}.zh`), text(form, `${name}.en`)];
  return zh === '' && en === '' ? undefined : { zh: zh || en, en: en || zh };
}

function conditionIn(form: FormData): Condition | undefined {
  const [field, mode] = [text(form, 'when.field'), text(form, 'when.mode')];
  if (field === '') return undefined;
  if (mode === 'filled' || mode === 'missing') return { field, filled: mode === 'filled' };
  const values = text(form, 'when.values')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return mode === 'not' ? { field, not: values } : { field, in: values };
}

/** The rule that a filled-in form states. */
export function draftIn(form: FormData, dataset: string, kind: Check['kind']): RuleDraft {
  const [when, title, message, repair] = [
    conditionIn(form),
    wordsIn(form, 'title'),
    wordsIn(form, 'message'),
    wordsIn(form, 'repair'),
  ];
  const dimension = text(form, 'dimension');
  return {
    dataset,
    check: checkIn(form, kind),
    severity: text(form, 'severity') === 'block' ? 'block' : 'warn',
    days: Number(text(form, 'days') || 10),
    ...(dimension !== '' && { dimension: dimension as Dimension }),
    ...(when && { when }),
    ...(title && { title }),
    ...(message && { message }),
    ...(repair && { repair }),
  };
}
