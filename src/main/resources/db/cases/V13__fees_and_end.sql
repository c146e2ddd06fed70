-- A clerk has set another fee than the package computes, or none, and says why. Amounts are in cents.
create table cases.fee_change (
    tenant  text not null,
    case_id uuid not null,
    cents   int not null check (cents >= 0),
    reason  text not null,
    by_name text not null,
    at      timestamptz not null,
    primary key (tenant, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

-- What the applicant owes for a decided case. paid is the sum of its payments, kept with them in one transaction.
create table cases.demand (
    tenant    text not null,
    case_id   uuid not null,
    cents     int not null check (cents > 0),
    paid      int not null default 0,
    due       date not null,
    created   timestamptz not null,
    reminders int not null default 0,
    reminded  date,
    primary key (tenant, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.demand (tenant, due) where paid < cents;

-- Money that came, or went back (below zero). request: the online payment that it settles, once.
create table cases.payment (
    tenant  text not null,
    id      uuid not null,
    case_id uuid not null,
    kind    text not null,
    cents   int not null check (cents <> 0),
    booked  date not null,
    at      timestamptz not null,
    by_name text not null,
    note    text not null default '',
    request uuid,
    primary key (tenant, id),
    unique (tenant, request),
    foreign key (tenant, case_id) references cases.demand on delete cascade
);
create index on cases.payment (tenant, case_id);

-- Somebody was sent to a payment service to pay this amount. It ends as PAID or LEFT, once.
create table cases.payment_request (
    tenant  text not null,
    id      uuid not null,
    case_id uuid not null,
    service text not null,
    cents   int not null check (cents > 0),
    state   text not null,
    created timestamptz not null,
    asked   timestamptz not null,
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.demand on delete cascade
);
create index on cases.payment_request (tenant, case_id);
create index on cases.payment_request (asked) where state = 'OPEN';

-- The case must not be deleted for now.
create table cases.legal_hold (
    tenant  text not null,
    case_id uuid not null,
    reason  text not null,
    by_name text not null,
    at      timestamptz not null,
    primary key (tenant, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

-- How a notice reaches its citizen. When it was provided and first retrieved is in cases.letter.
create table cases.notification (
    tenant   text not null,
    case_id  uuid not null,
    office   text not null,
    basis    text not null,
    way      text not null,
    notified date,
    posted   date,
    primary key (tenant, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.notification (tenant, office) where way = 'POST' and posted is null;
create index on cases.notification (notified) where way = 'PORTAL';

do $$
declare t text;
begin
    foreach t in array array['fee_change', 'legal_hold', 'notification', 'demand', 'payment', 'payment_request'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;

-- The runner sees in which tenant somebody is to be reminded, or a payment service to be asked, and no more.
create policy due on cases.demand for select to allmende_runner
    using (paid < cents and reminders = 0 and due < current_date - 7);
grant select (tenant, due) on cases.demand to allmende_runner;
create policy due on cases.payment_request for select to allmende_runner using (state = 'OPEN' and asked < now() - interval '5 minutes');
grant select (tenant, asked) on cases.payment_request to allmende_runner;
create policy due on cases.notification for select to allmende_runner
    using (way = 'PORTAL' and notified between current_date - 30 and current_date - 11);
grant select (tenant, notified) on cases.notification to allmende_runner;
