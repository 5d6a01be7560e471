-- Written so that SQLite and PostgreSQL both take it: no serial columns, no backend's own types beyond bytea,
-- upserts as "on conflict". A body is a versioned document; what is searched or changed alone has a column.

create table counter (
  name  text   not null primary key,
  value bigint not null
);
insert into counter (name, value) values ('position', 0), ('session', 0), ('detected', 0), ('check', 0);

create table node (
  id       text not null primary key,
  service  text not null,
  location text not null,
  branch   text not null,
  body     text not null,
  unique (service, location, branch)
);

create table session (
  id       bigint not null primary key,
  node_id  text   not null,
  instance text   not null,
  epoch    bigint not null,
  mark     bigint not null,
  resource text   not null,
  unique (node_id, instance, epoch)
);

-- One row a batch: the records from position (last_position - size + 1) to last_position.
create table record_batch (
  last_position bigint  not null primary key,
  size          integer not null,
  session_id    bigint  not null references session (id) on delete cascade,
  last_sequence bigint  not null,
  body          bytea   not null
);
create index record_batch_by_session on record_batch (session_id, last_position);

create table incident (
  id          text   not null primary key,
  node_id     text   not null,
  fingerprint text   not null,
  state       text   not null,
  occurrences bigint not null,
  first_seen  text   not null,
  last_seen   text   not null,
  body        text   not null,
  sample      bytea  not null,
  unique (node_id, fingerprint)
);
create index incident_by_node on incident (node_id, id);
create index incident_by_state on incident (state, id);

-- Triggers whose like have not reached the threshold of their node yet.
create table pending_trigger (
  node_id     text   not null,
  fingerprint text   not null,
  position    bigint not null,
  logged_at   text   not null,
  booked_ms   bigint not null,
  primary key (node_id, fingerprint, position)
);
create index pending_trigger_by_age on pending_trigger (booked_ms);

create table run (
  id          text    not null primary key,
  incident_id text    not null,
  ended       boolean not null,
  body        text    not null
);
create unique index run_open on run (incident_id) where not ended;
create index run_by_incident on run (incident_id, id);

create table run_suspects (
  run_id text not null primary key references run (id) on delete cascade,
  body   text not null
);

create table attempt (
  run_id text    not null references run (id) on delete cascade,
  number integer not null,
  body   text    not null,
  primary key (run_id, number)
);

create table solution (
  id      text not null primary key,
  run_id  text not null unique references run (id) on delete cascade,
  node_id text not null,
  body    text not null
);
create index solution_by_node on solution (node_id, id);

create table receipt (
  solution_id text    not null references solution (id) on delete cascade,
  channel     text    not null,
  ordinal     integer not null,
  link        text    not null,
  primary key (solution_id, channel)
);
