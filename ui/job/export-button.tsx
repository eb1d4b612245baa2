import { useState } from 'react';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';
import { Menu } from '../lib/menu.tsx';
import { words } from '../words.ts';
import { useJobs } from './jobs.tsx';

export type ExportFormat = 'xlsx' | 'csv';

interface ExportProps {
  /** Starts the export of what is shown. */
  readonly start: (format: ExportFormat) => Promise<{ readonly job: string }>;
}

const texts = {
  xlsx: { zh: 'Excel 工作簿（.xlsx）', en: 'Excel workbook (.xlsx)' },
  csv: { zh: 'CSV 文本（.csv）', en: 'CSV text (.csv)' },
  hint: {
    zh: '按现在的筛选和列导出，完成后在右下角下载。',
    en: 'Exports the rows and columns shown; the file waits in the corner.',
  },
};

/** Exports what the list shows, as a job that reports in the corner. */
export function ExportButton({ start }: ExportProps) {
  const say = useSay();
  const { watch } = useJobs();
  const [problem, setProblem] = useState<unknown>();
  const begin = async (format: ExportFormat, close: () => void) => {
    setProblem(undefined);
    try {
      watch((await start(format)).job);
      close();
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <Menu label={say(words.export)} end>
      {(close) => (
        <div className="stack tight">
          {(['xlsx', 'csv'] as const).map((format) => (
            <button key={format} type="button" className="button" onClick={() => void begin(format, close)}>
              {say(texts[format])}
            </button>
          ))}
          <p className="small quiet">{say(texts.hint)}</p>
          {problem !== undefined && <ProblemNote problem={problem} />}
        </div>
      )}
    </Menu>
  );
}
