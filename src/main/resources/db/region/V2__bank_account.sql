-- Where a tenant's fees are paid. It is public: it stands on every notice with a fee. Only the tenant itself writes it.
create table region.bank_account (
    tenant    text primary key references region.tenant,
    recipient text not null check (recipient <> ''),
    iban      text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
    bic       text not null,
    bank      text not null
);
alter table region.bank_account enable row level security;
create policy everybody on region.bank_account for select using (true);
create policy tenant on region.bank_account using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update on region.bank_account to allmende_app;
create trigger revision after insert or update or delete on region.bank_account
    for each statement execute function region.count_change();
