-- Who wants an e-mail whenever something happens: a level of a river, a plan near a place. The address is encrypted with a key of its own,
-- which the tenant's key locks, and is found by a keyed hash only. What is not confirmed in time goes, and what is ended goes at once.
create table platform.subscription (
    tenant       text not null,
    id           uuid not null,
    kind         text not null,
    topic        text not null,
    title        text not null,
    path         text not null,
    lang         text not null check (lang in ('de', 'en')),
    state        text not null check (state in ('PENDING', 'ACTIVE')),
    address_hash text not null,
    locked_key   text not null,
    address      text not null,
    since        timestamptz not null,
    expires      timestamptz not null,
    primary key (tenant, id),
    unique (tenant, kind, topic, address_hash)
);
create index on platform.subscription (expires);
alter table platform.subscription enable row level security;
create policy tenant on platform.subscription using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy due on platform.subscription for select to allmende_runner using (true);
grant select, insert, update, delete on platform.subscription to allmende_app;
grant select (tenant, state, expires) on platform.subscription to allmende_runner;

-- The key under which a tenant hashes addresses, locked as the keys above are.
create table platform.subscription_key (
    tenant text not null primary key,
    locked text not null
);
alter table platform.subscription_key enable row level security;
create policy tenant on platform.subscription_key using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert on platform.subscription_key to allmende_app;

-- To whom a question for confirmation has gone within a day, in all tenants together: keyed hashes of addresses.
create table platform.confirmation_asked (
    hash    text primary key,
    asked   int not null,
    expires timestamptz not null
);
create index on platform.confirmation_asked (expires);
grant select, insert, update, delete on platform.confirmation_asked to allmende_app;
grant select (expires) on platform.confirmation_asked to allmende_runner;

-- Where whoever gets a letter can end such letters (RFC 8058); forgotten together with recipient and text.
alter table platform.mail add column unsubscribe text;
