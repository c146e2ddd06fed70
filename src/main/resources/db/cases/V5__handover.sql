-- Software of an office that is told about its cases and fetches them. office or service null: all of them.
-- The secret signs what is sent and is locked with the tenant's key; of the token only the hash is kept.
create table cases.receiver (
    tenant     text not null,
    id         uuid not null,
    name       text not null,
    office     text,
    service    text,
    url        text not null,
    events     text[] not null,
    active     boolean not null,
    secret     text not null,
    token_hash text not null,
    created    timestamptz not null,
    primary key (tenant, id),
    unique (tenant, token_hash)
);

-- What a receiver is still to be told, was told, or could not be told. Written with the event itself, so none is lost.
create table cases.delivery (
    tenant       text not null,
    id           uuid not null,
    receiver     uuid not null,
    case_id      uuid not null,
    event        text not null,
    state        text not null,
    attempts     int not null default 0,
    next_attempt timestamptz not null,
    created      timestamptz not null,
    done         timestamptz,
    status       int,
    answer       text,
    failure      text,
    primary key (tenant, id),
    unique (tenant, receiver, case_id, event),
    foreign key (tenant, receiver) references cases.receiver on delete cascade,
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.delivery (tenant, case_id);
create index on cases.delivery (next_attempt) where state = 'WAITING';

-- The receiver has taken the case over; reference is its own number for it. Stays when the receiver is removed.
create table cases.handover_receipt (
    tenant    text not null,
    case_id   uuid not null,
    receiver  uuid not null,
    name      text not null,
    reference text not null,
    at        timestamptz not null,
    primary key (tenant, case_id, receiver),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

do $$
declare t text;
begin
    foreach t in array array['receiver', 'delivery', 'handover_receipt'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;

create policy due on cases.delivery for select to allmende_runner using (state = 'WAITING' and next_attempt <= now());
grant select (tenant, state, next_attempt) on cases.delivery to allmende_runner;

-- Numbers only, for the operator.
create view cases.delivery_total as
    select state, count(*) as deliveries
      from cases.delivery
     group by state;
grant select on cases.delivery_total to allmende_app;
