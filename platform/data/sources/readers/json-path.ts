/** What stands at a path like `data.rows` or `items.0.next`; the whole value for an empty path. */
export function atPath(value: unknown, path: string | undefined): unknown {
  let here = value;
  for (const name of (path ?? '').split('.').filter(Boolean))
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, name)
        ? (here as Record<string, unknown>)[name]
        : undefined;
  return here;
}
