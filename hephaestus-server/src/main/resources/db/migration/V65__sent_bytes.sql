-- What credentials with a daily quota sent on a day, UTC, so that a restart does not begin the day anew.
create table sent_bytes (
  credential text   not null,
  day        text   not null,
  bytes      bigint not null,
  primary key (credential, day)
);
