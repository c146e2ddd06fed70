-- The clerk's own text of a notice that is still to be made: by decision, texts by block of the package's letter.
create table cases.notice_text (
    tenant  text not null,
    case_id uuid not null,
    outcome text not null,
    blocks  jsonb not null,
    by      uuid not null,
    by_name text not null,
    at      timestamptz not null,
    primary key (tenant, case_id, outcome),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
alter table cases.notice_text enable row level security;
create policy tenant on cases.notice_text using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on cases.notice_text to allmende_app;
