/** A value beside the one proposed: what stands, and what it may have been. */
export function Value({ tone, value }: { readonly tone: 'seal' | 'leaf'; readonly value: unknown }) {
  return typeof value === 'string' && value !== '' ? (
    <span className={`value value-${tone} mono`}>{value}</span>
  ) : (
    <>—</>
  );
}
