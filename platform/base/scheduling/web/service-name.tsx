import { type AnyRow, useCall, useSay } from '#ui';
import type { RecordOf } from '#kernel/record';
import { operations } from '../contract.ts';
import { Resource } from '../records.ts';

const HOUR = 3_600_000;

/** What people call a service that can be booked; its code where no domain of this city declares it. */
function ServiceName({ code }: { readonly code: string }) {
  const say = useSay();
  const services = useCall('scheduling', operations.services, {}, { staleMs: HOUR });
  const found = services.data?.items.find((each) => each.code === code);
  return <span title={code}>{found ? say(found.title) : code}</span>;
}

function Service({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  return (
    <p>
      {say(Resource.fields.service.label)}{' '}
      <strong>
        <ServiceName code={String(row['service'])} />
      </strong>
    </p>
  );
}

/** Cells of a list in which the service stands by its name. */
export const serviceCells = {
  service: (row: AnyRow) => <ServiceName code={String(row['service'])} />,
};

/** A row that belongs to a service, with the service by its name. */
export const withService = (record: Pick<RecordOf, 'fields'>) => ({
  fields: Object.keys(record.fields).filter((name) => name !== 'service'),
  lead: (row: AnyRow) => <Service row={row} />,
});
