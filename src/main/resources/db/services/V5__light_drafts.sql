-- Services that clerks are describing: one light package each, as text. No personal data.
create table services.light_draft (
    tenant   text not null,
    id       uuid not null,
    title    text not null,
    yaml     text not null check (length(yaml) <= 200000),
    state    text not null check (state in ('WRITING', 'HANDED_IN', 'PUBLISHED')),
    package  text,
    revision integer not null,
    changed  timestamptz not null,
    primary key (tenant, id)
);
alter table services.light_draft enable row level security;
create policy tenant on services.light_draft using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on services.light_draft to allmende_app;
