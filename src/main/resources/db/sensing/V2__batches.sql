-- Counts the batches that were written. Whoever counts holds the row until the commit, so the numbers come in the order of the
-- commits, and an instance that meets a number which it has not given itself knows that another one has written.
create table sensing.batch (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);
insert into sensing.batch (number) values (0);
grant select on sensing.batch to allmende_app;

create function sensing.count_batch() returns bigint
    language sql security definer set search_path = ''
begin atomic
    update sensing.batch set number = number + 1 returning number;
end;
revoke execute on function sensing.count_batch() from public;
grant execute on function sensing.count_batch() to allmende_app;
