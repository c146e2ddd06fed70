-- Another office or somebody outside is asked what they say to a case (Stellungnahme). shown and files: what they may see of it.
-- An office has asked_tenant and asked_office; somebody outside has an email, and opens it with a code.
create table cases.opinion (
    tenant       text not null,
    id           uuid not null,
    case_id      uuid not null,
    body         text not null,
    asked_tenant text,
    asked_office text,
    email        text,
    code_hash    text,
    question     text not null,
    due          date not null,
    shown        json not null,
    files        uuid[] not null,
    asked        timestamptz not null,
    asked_by     text not null,
    reminded     date,
    withdrawn    timestamptz,
    verdict      text,
    text         text,
    reply_files  uuid[] not null default '{}',
    replied      timestamptz,
    replied_by   text,
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.case on delete cascade,
    check ((asked_tenant is null) = (email is not null) and (asked_tenant is null) = (asked_office is null))
);
create index on cases.opinion (tenant, case_id);
create index on cases.opinion (due) where replied is null and withdrawn is null and reminded is null;

-- The copy that lies with the office that is asked, in its own tenant: all that it sees of the case. Deleted with it.
create table cases.opinion_request (
    tenant        text not null,
    id            uuid not null,
    office        text not null,
    asking_tenant text not null,
    sender        text not null,
    number        text not null,
    title         text not null,
    question      text not null,
    due           date not null,
    shown         json not null,
    files         uuid[] not null,
    asked         timestamptz not null,
    asked_by      text not null,
    verdict       text,
    text          text,
    reply_files   uuid[] not null default '{}',
    replied       timestamptz,
    replied_by    text,
    primary key (tenant, id)
);
create index on cases.opinion_request (tenant, replied desc nulls first, due, id);

-- Somebody of the office looks at the place with those whom it concerns (Ortstermin). sequence counts changes, as calendars do;
-- cancelled: why it does not take place; result: the record of what came of it, files belong to that.
create table cases.site_visit (
    tenant      text not null,
    id          uuid not null,
    case_id     uuid not null,
    at          timestamptz not null,
    minutes     int not null check (minutes > 0),
    place       text not null,
    who         text not null,
    hint        text not null,
    sequence    int not null default 0,
    arranged_by text not null,
    changed     timestamptz not null,
    cancelled   text,
    result      text,
    files       uuid[] not null default '{}',
    recorded    timestamptz,
    recorded_by text,
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.site_visit (tenant, case_id);

-- An obvious error in a notice is corrected (Berichtigung, § 42 VwVfG). issued is null while it waits for a second person.
create table cases.correction (
    tenant       text not null,
    id           uuid not null,
    case_id      uuid not null,
    number       int not null check (number > 0),
    law          text not null,
    wrong        text not null,
    correct      text not null,
    reason       text not null,
    by           uuid not null,
    by_name      text not null,
    at           timestamptz not null,
    confirmed_by text,
    issued       timestamptz,
    primary key (tenant, id),
    unique (tenant, case_id, number),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

do $$
declare t text;
begin
    foreach t in array array['opinion', 'opinion_request', 'site_visit', 'correction'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;

-- The runner sees in which tenant an answer is overdue, and no more.
create policy due on cases.opinion for select to allmende_runner
    using (replied is null and withdrawn is null and reminded is null and due < current_date);
grant select (tenant, due) on cases.opinion to allmende_runner;
