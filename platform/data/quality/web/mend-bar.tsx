import { useState } from 'react';
import { Link } from 'react-router';
import { operations as catalogue } from '#platform/data/catalogue/contract';
import { ProblemNote, useCall, useMay, useSay, useSession } from '#ui';
import { downloadMendFile } from './download-mend-file.ts';

const texts = {
  download: { zh: '下载待改的行', en: 'Download rows to mend' },
  upload: { zh: '上传改好的表', en: 'Upload the mended file' },
  purpose: { zh: '改正本单位的问题数据', en: "Mending my organisation's findings" },
};

/** Rows out as a workbook, mended rows back in: for one dataset, the reader's own when none is chosen. */
export function MendBar({ dataset: chosen }: { readonly dataset: string | undefined }) {
  const say = useSay();
  const may = useMay();
  const { actor } = useSession();
  const [problem, setProblem] = useState<unknown>();
  const datasets = useCall('catalogue', catalogue.datasets, {
    query: actor?.organisation ? { provider: actor.organisation } : {},
  });
  const dataset = chosen ?? datasets.data?.items[0]?.code;
  if (!may('quality:mend') || !dataset) return null;
  return (
    <>
      <button
        type="button"
        className="button second"
        onClick={() =>
          downloadMendFile(dataset, say(texts.purpose)).then(() => setProblem(undefined), setProblem)
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
