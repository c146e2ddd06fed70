-- Finished tasks are removed after 90 days.
create index on sensing.task (changed) where state not in ('CREATED', 'SENT');
create policy old on sensing.task for select to allmende_runner
    using (state not in ('CREATED', 'SENT') and changed < now() - interval '90 days');
grant select (changed) on sensing.task to allmende_runner;
