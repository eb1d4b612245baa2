-- Households are reckoned when the addresses of their people have been looked at, and ask for each whether it waits.
create index placing_due_entity on registers.placing_due (entity);
