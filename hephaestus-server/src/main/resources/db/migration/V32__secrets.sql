-- Secrets under envelopes: a data key each, wrapped by a master key that is kept elsewhere.
create table secret (
  name   text not null primary key,
  sealed text not null
);
