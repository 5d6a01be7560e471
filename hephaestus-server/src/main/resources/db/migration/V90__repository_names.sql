-- What a repository that was renamed or moved is called now. The name that it had is in lower case.
create table repository_name (
  host   text not null,
  was    text not null,
  now_is text not null,
  primary key (host, was)
);
