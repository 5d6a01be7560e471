-- What GitHub told, until it is worked off; kept a while longer, so that the same delivery counts once.
-- Times are milliseconds since the epoch.
create table webhook_notice (
  delivery text    not null primary key,
  received bigint  not null,
  due      bigint  not null,
  tries    integer not null,
  done     boolean not null,
  body     text    not null
);
create index webhook_notice_by_due on webhook_notice (done, due);

-- Our pull requests, from their opening until nothing can come of them any more.
create table watched_pull (
  host        text    not null,
  id          text    not null,
  repository  text    not null,
  number      integer not null,
  incident_id text    not null,
  fingerprint text    not null,
  state       text    not null,
  due         bigint  not null,
  body        text    not null,
  primary key (host, id)
);
create index watched_pull_by_due on watched_pull (host, due);
create index watched_pull_by_repository on watched_pull (host, repository, fingerprint);

-- What is done about what happens on them: written down before it is done, and once each.
create table pull_reaction (
  host    text   not null,
  id      text   not null,
  pull_id text   not null,
  state   text   not null,
  created bigint not null,
  due     bigint not null,
  body    text   not null,
  primary key (host, id)
);
create index pull_reaction_by_due on pull_reaction (host, state, due);
create index pull_reaction_by_pull on pull_reaction (host, pull_id, created);

-- What a run shall do better than the runs before it.
create table run_revision (
  run_id text not null primary key references run (id) on delete cascade,
  body   text not null
);
