-- A case is to be handed on to an office of another tenant. law: the provision that allows it without asking, null where the
-- applicant is asked. agreed is null until they have answered; to_case and to_number are there once it was handed over.
create table cases.transfer (
    tenant    text not null,
    id        uuid not null,
    case_id   uuid not null,
    to_tenant text not null,
    to_office text not null,
    to_name   text not null,
    reason    text not null,
    law       text,
    asked     timestamptz not null,
    asked_by  text not null,
    agreed    boolean,
    answered  timestamptz,
    withdrawn timestamptz,
    to_case   uuid,
    to_number text,
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.case on delete cascade,
    check ((agreed is null) = (answered is null))
);
create index on cases.transfer (tenant, case_id);
create unique index on cases.transfer (tenant, case_id) where withdrawn is null and agreed is distinct from false;

-- Where a case came from that another tenant has handed on; no more of that tenant's case is known here.
-- received: when it came in there, which counts as the day of the application where counts_first says so.
create table cases.arrival (
    tenant       text not null,
    case_id      uuid not null,
    from_tenant  text not null,
    from_name    text not null,
    from_number  text not null,
    received     timestamptz not null,
    reason       text not null,
    law          text,
    counts_first boolean not null,
    counts_law   text not null,
    primary key (tenant, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

do $$
declare t text;
begin
    foreach t in array array['transfer', 'arrival'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;
