-- The order of clauses is a list that moves when one is put into its middle.
alter table security.control drop constraint control_number_key;
