-- Nodes that were removed, so that what they had belongs to them again when they come back.
create table node_archive (
  id       text not null primary key,
  tenant   text not null,
  service  text not null,
  location text not null,
  branch   text not null
);
create index node_archive_by_place on node_archive (tenant, service, location, branch);
