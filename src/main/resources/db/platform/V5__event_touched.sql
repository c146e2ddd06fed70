-- When an instance last touched an event, by the database's clock: a publication date may lie in the past, as in the demo.
alter table platform.event_publication add touched timestamptz not null default now();
create or replace function platform.keep_instance() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    new.instance = current_setting('application_name');
    new.touched = now();
    return new;
end
$$;
