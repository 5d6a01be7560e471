-- What was decided and done, each entry bound to the one before by its hash; see the room security.
create table audit_entry (
  sequence bigint not null primary key,
  recorded text   not null,
  body     text   not null,
  previous text   not null,
  hash     text   not null
);
