-- The names of all services of public administration in Germany (LeiKa), as somebody has taken them in: for finding what is not
-- offered yet. Definitions for everybody, no tenant and no personal data in them. A key's first eight digits name what the
-- service is about (Leistungsobjekt), the others what is done with it.
create table services.leika (
    key         text primary key check (key ~ '^99[0-9]{12}$'),
    name        text not null check (name <> ''),
    kind        text not null,
    legal_basis text not null,
    term        text not null
);
create index on services.leika using gin (term services.gin_trgm_ops);
grant select, insert, update, delete on services.leika to allmende_app;
