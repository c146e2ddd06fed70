-- What people may type to find a service: its title and the everyday words that its author knows, folded to small letters
-- without marks. Trigrams forgive typing errors.
create extension if not exists pg_trgm with schema services;

create table services.search_term (
    service text not null,
    term    text not null,
    weight  real not null,
    primary key (service, term)
);
create index on services.search_term using gin (term services.gin_trgm_ops);
grant select, insert, delete on services.search_term to allmende_app;
