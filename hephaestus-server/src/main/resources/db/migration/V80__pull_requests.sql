-- Our pull requests, each from the intent to open it to its end.
create table pull_request (
  solution_id text   not null primary key,
  incident_id text   not null,
  node_id     text   not null,
  fingerprint text   not null,
  host        text   not null,
  owner       text   not null,
  name        text   not null,
  base        text   not null,
  branch      text   not null,
  phase       text   not null,
  number      bigint not null,
  link        text   not null,
  head        text   not null,
  intended_ms bigint not null,
  changed_ms  bigint not null
);
-- However many servers deliver at once, one of them opens the pull request of an incident.
create unique index pull_request_active on pull_request (fingerprint, host, lower(owner), lower(name), base)
  where phase in ('INTENDED', 'BRANCHED', 'OPEN');
create index pull_request_by_number on pull_request (host, lower(owner), lower(name), number);
create index pull_request_by_time on pull_request (host, lower(owner), lower(name), intended_ms);
create index pull_request_by_node on pull_request (node_id, intended_ms);
create index pull_request_by_incident on pull_request (incident_id, intended_ms);
create index pull_request_by_phase on pull_request (phase, intended_ms);
