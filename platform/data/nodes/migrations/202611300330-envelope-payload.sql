-- What a node sent is looked up by its content before it is forgotten, every ten minutes.
create index envelope_payload on nodes.envelope (node, (header->>'payload'));
