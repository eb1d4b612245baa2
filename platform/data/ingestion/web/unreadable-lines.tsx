import { ProblemNote, ScrollRegion, Skeleton, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';

const texts = {
  line: { zh: '文件行', en: 'Line' },
  why: { zh: '原因', en: 'Why' },
};

/** The lines of a file that are no rows, and why. */
export function UnreadableLines({ batch }: { readonly batch: string }) {
  const say = useSay();
  const lines = useCall('ingestion', operations.unreadable, { params: { batch } });
  if (lines.isPending) return <Skeleton lines={3} />;
  if (lines.isError) return <ProblemNote problem={lines.error} />;
  return (
    <ScrollRegion label={say(texts.why)}>
      <table className="data-table whole">
        <thead>
          <tr>
            <th scope="col">{say(texts.line)}</th>
            <th scope="col">{say(texts.why)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.data.items.map(({ line, detail }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>{say(detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
