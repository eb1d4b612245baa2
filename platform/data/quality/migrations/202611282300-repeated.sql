-- Whether a row broke the same rule before, for figures.
create index finding_same on quality.finding (dataset, row_key, rule);
