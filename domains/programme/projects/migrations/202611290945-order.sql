-- The order of projects is a list that moves when one is put into its middle.
alter table projects.project drop constraint project_number_key;
