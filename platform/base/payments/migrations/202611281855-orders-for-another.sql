-- An order is the one's for whom the account pays: every agent of a company sees it, while the mandate stands.
alter table payments.order add column on_behalf_of text;
select kernel.record_table('payments.order', 'id', false);
create index order_on_behalf_of on payments.order (on_behalf_of, created_at) where on_behalf_of is not null;
