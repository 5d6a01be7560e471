-- Whether the logins that were written before logins were sealed are sealed too: 0 for not yet.
insert into counter (name, value) values ('logins_sealed', 0);
