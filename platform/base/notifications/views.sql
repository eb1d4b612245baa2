create view notifications.delivery_v1 as
  select d.id, n.kind, n.organisation, n.urgency, d.created_at, d.read_at, d.unreached_at, n.simulated
  from notifications.delivery d join notifications.notice n on n.id = d.notice;
