/**
 * What both stores have. Never `postgis_raster`: on the embedded engine creating it reports success and then
 * leaves a database that answers nothing, so that engine does not even carry it.
 */
export const extensions = ['postgis', 'pg_trgm', 'btree_gist'] as const;
