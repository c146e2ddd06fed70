-- How a tenant shows its measurements, as one document (org.allmende.dashboard.Arrangement): it is read as a whole and published
-- as a whole. Everybody may read it, since everybody may see the pages that are made of it.
create table dashboard.arrangement (
    tenant    text not null primary key,
    published jsonb not null
);

alter table dashboard.arrangement enable row level security;
create policy tenant on dashboard.arrangement using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy everybody on dashboard.arrangement for select using (true);
grant select, insert, update, delete on dashboard.arrangement to allmende_app;
