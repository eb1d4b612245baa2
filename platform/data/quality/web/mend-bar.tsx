import { useState } from 'react';
import { Link } from 'react-router';
import { operations as catalogue } from '#platform/data/catalogue/contract';
import { operations as ingestion } from '#platform/data/ingestion/contract';
import { ProblemNote, useCall, useMay, useSay, useSession } from '#ui';
import { downloadMendFile } from './download-mend-file.ts';

const texts = {
  download: { zh: '下载待改的行', en: 'Download rows to mend' },
  upload: { zh: '上传改好的表', en: 'Upload the mended file' },
  purpose: { zh: '改正本单位的问题数据', en: "Mending my organisation's findings" },
};

interface MendBarProps {
  readonly dataset: string | undefined;
  /** Of which batch the list shows findings; of all when undefined. */
  readonly batch: string | undefined;
}

function useDatasetToMend({ dataset, batch }: MendBarProps): string | undefined {
  const { actor } = useSession();
  const own = useCall('catalogue', catalogue.datasets, {
    query: actor?.organisation ? { provider: actor.organisation } : {},
  });
  const handedIn = useCall(
    'ingestion',
    ingestion.get,
    { params: { batch: batch ?? '' } },
    { enabled: batch !== undefined },
  );
  if (batch !== undefined) return handedIn.data?.dataset;
  return dataset ?? own.data?.items[0]?.code;
}

/**
 * Rows out as a workbook, mended rows back in: of the batch at which one looks, else of the chosen dataset, else of the
 * reader's own.
 */
export function MendBar({ dataset: chosen, batch }: MendBarProps) {
  const say = useSay();
  const may = useMay();
  const [problem, setProblem] = useState<unknown>();
  const dataset = useDatasetToMend({ dataset: chosen, batch });
  if (!may('quality:mend') || !dataset) return null;
  return (
    <>
      <button
        type="button"
        className="button second"
        onClick={() =>
          downloadMendFile({ dataset, batch }, say(texts.purpose)).then(
            () => setProblem(undefined),
            setProblem,
          )
        }
      >
        {say(texts.download)}
      </button>
      <Link className="button primary" to={`/ingestion/hand-in/${dataset}?mode=correction`}>
        {say(texts.upload)}
      </Link>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  );
}
