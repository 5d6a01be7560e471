-- Nodes belong to a tenant; everything else is reached through its node.

create table node_of_tenant (
  id       text not null primary key,
  tenant   text not null,
  service  text not null,
  location text not null,
  branch   text not null,
  body     text not null,
  unique (tenant, service, location, branch)
);
insert into node_of_tenant (id, tenant, service, location, branch, body)
  select id, 'default', service, location, branch, body from node;
drop table node;
alter table node_of_tenant rename to node;

-- Whose a node is or was: it outlives the node, since its incidents and solutions do. The repository is as
-- people see it, without a login, or empty where only who may see every repository may see this one.
create table node_owner (
  node_id    text not null primary key,
  tenant     text not null,
  repository text not null
);
insert into node_owner (node_id, tenant, repository) select id, 'default', '' from node;
insert into node_owner (node_id, tenant, repository)
  select distinct node_id, 'default', '' from incident
  where node_id not in (select id from node);
create index node_owner_by_tenant on node_owner (tenant, node_id);

-- Never a key itself. What a key opens is in its body; times are ISO 8601.
create table api_key (
  id        text not null primary key,
  created   text not null,
  hash      text not null,
  body      text not null,
  expires   text,
  revoked   text,
  successor text,
  last_used text
);
