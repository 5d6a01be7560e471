-- What retention goes by. Rows that were there before have no time: they go by size alone.
alter table record_batch add column stored_ms bigint not null default 0;
create index record_batch_by_age on record_batch (stored_ms, last_position);
alter table session add column opened_ms bigint not null default 0;
create index session_by_opening on session (opened_ms);

-- The bytes of all bodies, changed with every row.
insert into counter (name, value) select 'record_bytes', coalesce(sum(length(body)), 0) from record_batch;
