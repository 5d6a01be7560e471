-- What is kept of an incident beyond its beginning.

alter table incident add column rules integer not null default 1;
alter table incident add column facts text not null default '';
alter table incident add column handling text not null default '';
update incident set state = 'ONGOING' where state = 'UNFIXED';
create index incident_by_last_seen on incident (node_id, last_seen);

-- By which fingerprints an incident is found: its own, and what later rules make of its sample.
create table incident_fingerprint (
  node_id     text not null,
  fingerprint text not null,
  incident_id text not null,
  primary key (node_id, fingerprint)
);
create index incident_fingerprint_by_incident on incident_fingerprint (incident_id);
insert into incident_fingerprint (node_id, fingerprint, incident_id)
  select node_id, fingerprint, id from incident;

-- The last and the worst record; the first is the incident's own.
create table incident_sample (
  incident_id text  not null,
  kind        text  not null,
  body        bytea not null,
  primary key (incident_id, kind)
);

create table node_release (
  node_id    text not null,
  version    text not null,
  commit_id  text not null,
  first_seen text not null,
  primary key (node_id, version, commit_id)
);

create table learned_template (
  node_id  text   not null,
  scope    text   not null,
  founder  text   not null,
  template text   not null,
  ordinal  bigint not null,
  primary key (node_id, scope, founder)
);
create index learned_template_by_age on learned_template (ordinal);
insert into counter (name, value) values ('learned', 0);

-- How many incidents of a node are kept, and what became of those that there was no room for.
create table incident_total (
  node_id     text   not null primary key,
  kept        bigint not null,
  folded      bigint not null,
  occurrences bigint not null
);
insert into incident_total (node_id, kept, folded, occurrences)
  select node_id, count(*), 0, 0 from incident group by node_id;

create table incident_rules (
  node_id text not null primary key,
  body    text not null
);
