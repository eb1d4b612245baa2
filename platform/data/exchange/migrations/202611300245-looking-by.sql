-- Who compares: nobody renews or gives back the claim of another who came after theirs had ended.
alter table exchange.subscription add column looking_by text;
