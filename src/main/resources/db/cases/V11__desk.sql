-- What an office notes on a case for its own desk: a mark, and the day until which it is out of sight. Neither stops a clock.
alter table cases.case add column mark text;
alter table cases.case add column aside_until date;

-- Each view of the work list is read in its own order from an index that also answers its usual filters, so that nothing is
-- sorted and no row is fetched that is not shown.
drop index cases.case_open;
drop index cases.case_assignee;
create index case_open on cases.case (tenant, (rests_since is not null), due, submitted, id)
    include (office, assignee, rests_since, service, state, mark) where closed is null;
create index case_running on cases.case (tenant, due, submitted, id)
    include (office, rests_since) where closed is null and rests_since is null;
create index case_resting on cases.case (tenant, due, submitted, id)
    include (office, rests_since) where closed is null and rests_since is not null;
create index case_assignee on cases.case (tenant, assignee, (rests_since is not null), due, submitted, id)
    include (office, rests_since, aside_until) where closed is null;
create index case_free on cases.case (tenant, (rests_since is not null), due, submitted, id)
    include (office, assignee, rests_since, aside_until) where closed is null and assignee is null;
create index case_arrived on cases.case (tenant, submitted, id)
    include (office, service, state) where closed is null;
create index case_aside on cases.case (tenant, aside_until) where closed is null and aside_until is not null;

-- Who looks at an office's list hears at once that something in it is new or has changed: when (epoch milliseconds), where
-- and an id, never a word of it.
create function cases.tell_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('cases_change', (extract(epoch from clock_timestamp()) * 1000)::bigint || ' ' || new.tenant || ' ' || new.office || ' ' || new.id);
    return null;
end $$;
create trigger tell_change after insert or update on cases.case for each row execute function cases.tell_change();

-- A view of the work list that somebody keeps, for themselves (account) or for all of the tenant's desk (no account). What it
-- shows is its address, as it stands in the browser.
create table cases.saved_view (
    tenant   text not null,
    id       uuid not null,
    account  uuid,
    name     text not null,
    address  text not null,
    kept_by  text not null,
    kept     timestamptz not null,
    primary key (tenant, id)
);

-- What can be undone: how the case was before an act and how the act left it. Ids and states, no words. One act on many
-- cases is one batch.
create table cases.undo (
    tenant  text not null,
    id      uuid not null,
    batch   uuid not null,
    case_id uuid not null,
    account uuid not null,
    at      timestamptz not null,
    entry   uuid not null,
    kind    text not null,
    before  json not null,
    after   json not null,
    undone  timestamptz,
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.undo (tenant, case_id);
create index on cases.undo (tenant, batch);

-- Words that are written often, somebody's own (account) or everybody's in the tenant.
create table cases.text_block (
    tenant  text not null,
    id      uuid not null,
    account uuid,
    name    text not null,
    body    text not null,
    changed_by text not null,
    changed timestamptz not null,
    primary key (tenant, id)
);

-- Somebody is named in a note.
create table cases.mention (
    tenant  text not null,
    account uuid not null,
    id      uuid not null,
    case_id uuid not null,
    by_name text not null,
    at      timestamptz not null,
    seen    timestamptz,
    primary key (tenant, account, id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.mention (tenant, case_id);

-- Somebody is away, and who stands in for them; both days included.
create table cases.absence (
    tenant  text not null,
    id      uuid not null,
    account uuid not null,
    deputy  uuid not null,
    since   date not null,
    until   date not null,
    primary key (tenant, id)
);
create index on cases.absence (tenant, deputy, until);

-- What somebody has chosen for their desk.
create table cases.desk_choice (
    tenant        text not null,
    account       uuid not null,
    mail_mentions boolean not null,
    primary key (tenant, account)
);

do $$
declare t text;
begin
    foreach t in array array['saved_view', 'undo', 'text_block', 'mention', 'absence', 'desk_choice'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;
