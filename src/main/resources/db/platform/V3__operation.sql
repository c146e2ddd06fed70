-- What the server did for itself: backups, rehearsals of a restore, checks of the audit log. No personal data.
create table platform.operation (
    id        uuid primary key,
    kind      text not null check (kind in ('BACKUP', 'REHEARSAL', 'RESTORE', 'AUDIT')),
    began     timestamptz not null,
    took      interval not null,
    failure   text,
    subject   text not null,
    rows      bigint not null default 0,
    documents bigint not null default 0,
    bytes     bigint not null default 0
);
create index on platform.operation (kind, began);
grant select, insert, delete on platform.operation to allmende_app;

-- The instance of the server that has an event in hand, so that another takes it up when that one is gone.
alter table platform.event_publication add instance text not null default current_setting('application_name');
create function platform.keep_instance() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    new.instance = current_setting('application_name');
    return new;
end
$$;
create trigger keep_instance before update on platform.event_publication
    for each row execute function platform.keep_instance();

-- The runner finds tenants with letters to forget, and walks all audit logs; it sees no recipient, no text and no act.
create policy forget on platform.mail for select to allmende_runner using (body is not null);
grant select (done) on platform.mail to allmende_runner;
create policy walk on platform.audit_head for select to allmende_runner using (true);
grant select (tenant, seq) on platform.audit_head to allmende_runner;

-- How it stands with letters and files in all tenants together: numbers only, for the operator.
create view platform.mail_total as
    select state, count(*) as letters, min(created) as oldest, max(done) as latest
      from platform.mail
     group by state;
create view platform.file_total as
    select state, count(*) as files, coalesce(sum(size), 0)::bigint as bytes
      from platform.file
     group by state;
grant select on platform.mail_total, platform.file_total to allmende_app;
