-- What one tenant's runs taught is not for another's, though both have the same repository.

alter table review add column tenant text not null default 'default';
update review set tenant = coalesce(
  (select o.tenant from solution s join node_owner o on o.node_id = s.node_id where s.id = review.solution_id),
  'default');
drop index review_by_repository;
create index review_by_repository on review (tenant, repository, told_at);

alter table known_fix add column tenant text not null default 'default';
update known_fix set tenant = coalesce(
  (select o.tenant from solution s join node_owner o on o.node_id = s.node_id where s.id = known_fix.solution_id),
  'default');
drop index known_fix_by_fault;
create index known_fix_by_fault on known_fix (tenant, repository, fingerprint, solution_id);
