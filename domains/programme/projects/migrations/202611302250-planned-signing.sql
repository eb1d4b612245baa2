-- A contract that is to be signed stands before it is: with the day planned for it, perhaps without a supplier yet.
alter table projects.contract add column planned_on date, alter signed_on drop not null, alter supplier drop not null;
select kernel.record_table('projects.contract', 'number');
