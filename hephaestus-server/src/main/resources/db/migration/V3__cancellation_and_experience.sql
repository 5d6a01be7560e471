-- What runs keep beside their attempts, and what is remembered of earlier fixes.

alter table run add column cancelled boolean not null default false;

create table run_reproduction (
  run_id text not null primary key references run (id) on delete cascade,
  body   text not null
);

-- The code that a solution rests on, to be found by the fault that it fixes.
create table known_fix (
  solution_id text not null primary key references solution (id) on delete cascade,
  repository  text not null,
  fingerprint text not null,
  body        text not null
);
create index known_fix_by_fault on known_fix (repository, fingerprint, solution_id);

create table review (
  solution_id text not null primary key references solution (id) on delete cascade,
  repository  text not null,
  told_at     text not null,
  rejected    boolean not null,
  body        text not null
);
create index review_by_repository on review (repository, told_at);

-- Fixes that no check objected to, so that a run that goes on need not ask for them again.
create table run_fix (
  run_id  text    not null references run (id) on delete cascade,
  ordinal integer not null,
  body    text    not null,
  primary key (run_id, ordinal)
);
