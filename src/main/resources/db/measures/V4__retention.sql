-- What a rule has brought about is removed when it has been over for 90 days.
create index on measures.message (created) where state <> 'WAITING';
create index on measures.duty_task (done) where state = 'DONE';
create index on measures.notice (coalesce(ended, decided)) where state = 'REFUSED' or ended is not null;

create policy old on measures.message for select to allmende_runner
    using (state <> 'WAITING' and created < now() - interval '90 days');
create policy old on measures.duty_task for select to allmende_runner
    using (state = 'DONE' and done < now() - interval '90 days');
create policy old on measures.notice for select to allmende_runner
    using ((state = 'REFUSED' or ended is not null) and coalesce(ended, decided) < now() - interval '90 days');
grant select (created) on measures.message to allmende_runner;
grant select (done) on measures.duty_task to allmende_runner;
grant select (tenant, state, decided, ended) on measures.notice to allmende_runner;
