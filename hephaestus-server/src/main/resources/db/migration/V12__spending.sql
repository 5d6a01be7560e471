-- What language models took: a row for each run, each node's day and everybody's day (both UTC, ISO 8601).
create table spending (
  kind   text             not null,
  id     text             not null,
  day    text             not null,
  tokens bigint           not null,
  usd    double precision not null,
  primary key (kind, id, day)
);
