import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';
import { ChooseFile } from './choose-file.tsx';
import type { ImportAdapter } from './import-adapter.ts';
import { ImportResult } from './import-result.tsx';
import { PreviewImport } from './preview-import.tsx';
import { RecentImports } from './recent-imports.tsx';
import { Steps } from './steps.tsx';
import { type ImportInHand, useImport } from './use-import.ts';

const steps = [
  { zh: '选择文件', en: 'Choose the file' },
  { zh: '核对列与内容', en: 'Check columns and rows' },
  { zh: '导入结果', en: 'Result' },
];

function stepOf({ running, preview }: ImportInHand): number {
  if (running) return 2;
  return preview ? 1 : 0;
}

/** File → columns and a preview with its faults → the job → the result, with what was refused and the way back. */
export function ImportWizard({ adapter }: { readonly adapter: ImportAdapter }) {
  const say = useSay();
  const hand = useImport(adapter);
  return (
    <div className="stack wizard">
      <Steps titles={steps.map((step) => say(step))} present={stepOf(hand)} />
      {hand.problem !== undefined && <ProblemNote problem={hand.problem} />}
      <Step adapter={adapter} hand={hand} />
    </div>
  );
}

function Step({ adapter, hand }: { readonly adapter: ImportAdapter; readonly hand: ImportInHand }) {
  if (hand.running)
    return <ImportResult key={hand.running} adapter={adapter} id={hand.running} hand={hand} />;
  if (hand.preview) return <PreviewImport adapter={adapter} preview={hand.preview} hand={hand} />;
  return (
    <>
      <ChooseFile adapter={adapter} onPreview={hand.setPreview} />
      <RecentImports imports={hand.recent} />
    </>
  );
}
