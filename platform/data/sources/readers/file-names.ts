/** Names of files that may hold a table; what they are is found out from their content. */
export const tables = /\.(csv|txt|tsv|xlsx|json|ndjson|jsonl|geojson|parquet)$/i;
