-- Whether a level was reached that somebody wants e-mails about, as of the newest value that was looked at. It moves on in the
-- transaction in which the e-mails are written, so that each change is told once.
create table dashboard.threshold (
    tenant  text not null,
    topic   text not null,
    reached boolean not null,
    looked  timestamptz not null,
    primary key (tenant, topic)
);
alter table dashboard.threshold enable row level security;
create policy tenant on dashboard.threshold using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on dashboard.threshold to allmende_app;
