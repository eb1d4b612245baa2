/** The rows of one page; the page number wraps around. */
export function pageOf<T>(
  rows: readonly T[],
  page: number,
  size: number,
): { readonly rows: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const turned = ((page % pages) + pages) % pages;
  return { rows: rows.slice(turned * size, (turned + 1) * size), page: turned, pages };
}
