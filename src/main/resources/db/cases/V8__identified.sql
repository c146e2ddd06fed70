-- Somebody has been sent to the identity service and is awaited back, once. Only the hash of the state is kept.
create table cases.identity_request (
    tenant     text not null,
    draft      uuid not null,
    state_hash text not null,
    nonce      text not null,
    verifier   text not null,
    level      text not null,
    asked      timestamptz not null,
    primary key (tenant, draft),
    foreign key (tenant, draft) references cases.draft on delete cascade
);

-- What came of it for a draft. Names and birth date are not kept: only which of them differ from the answers, and the
-- hash of the answers with which they were compared.
create table cases.draft_identity (
    tenant   text not null,
    draft    uuid not null,
    level    text not null,
    service  text not null,
    at       timestamptz not null,
    differs  text[] not null,
    compared text not null,
    primary key (tenant, draft),
    foreign key (tenant, draft) references cases.draft on delete cascade
);

-- How the applicant of a case has proved who they are: to an identity service, or, without a level, to a clerk.
create table cases.case_identity (
    tenant  text not null,
    case_id uuid not null,
    level   text,
    by_name text not null,
    at      timestamptz not null,
    primary key (tenant, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

do $$
declare t text;
begin
    foreach t in array array['identity_request', 'draft_identity', 'case_identity'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;
