-- The engine knows no tenant. PostgreSQL stamps every row of a case with the tenant of the transaction that writes it
-- and shows it to that tenant only; no order of inserts and no forgotten filter can get round that.
do $$
declare
    walled regclass;
    moment record;
begin
    for walled in
        select oid
          from pg_class
         where relnamespace = 'engine'::regnamespace
           and relkind = 'r'
           and relname not in (
               'act_ge_property',   -- the schema's version
               'act_re_deployment', -- a package's version, the same for all
               'act_re_procdef',
               'act_re_model',
               'act_procdef_info',
               'act_ge_bytearray')  -- the BPMN files of deployments
    loop
        execute format('alter table %s add column tenant text not null default platform.tenant()', walled);
        execute format('alter table %s enable row level security', walled);
        execute format('create policy tenant on %s
            using (tenant = platform.tenant()) with check (tenant = platform.tenant())', walled);
        execute format('grant select, delete on %s to allmende_app', walled);
    end loop;

    -- Flowable asks for time without zone; an instant must not depend on the server's zone or on summer time.
    for moment in
        select table_name, column_name
          from information_schema.columns
         where table_schema = 'engine'
           and data_type = 'timestamp without time zone'
    loop
        execute format('alter table engine.%I alter column %I type timestamptz', moment.table_name, moment.column_name);
    end loop;
end $$;

grant usage on schema engine to allmende_app;

-- Written while a case runs. The other walled tables (jobs, comments, links …) stay empty: nothing may write them.
grant insert, update on
    engine.act_ru_execution, engine.act_ru_task, engine.act_ru_variable, engine.act_ru_actinst,
    engine.act_hi_procinst, engine.act_hi_actinst
to allmende_app;

-- Shared by all tenants: which process a package's version has. Added to, never changed.
grant select on engine.act_ge_property, engine.act_re_model, engine.act_procdef_info to allmende_app;
grant select, insert on engine.act_re_deployment, engine.act_re_procdef, engine.act_ge_bytearray to allmende_app;
alter table engine.act_ge_bytearray add constraint belongs_to_deployment check (deployment_id_ is not null);
create index on engine.act_re_deployment (key_, category_);

-- The engine holds routing flags, never an answer or a name.
alter table engine.act_ru_variable add constraint routing_flag check (
    type_ in ('boolean', 'integer', 'string')
    and name_ ~ '^[a-z][A-Za-z0-9_]{0,39}$'
    and (text_ is null or text_ ~ '^([a-z][a-z0-9_.-]{0,39}|-?[0-9]{1,11})$')
    and double_ is null and text2_ is null and bytearray_id_ is null);
