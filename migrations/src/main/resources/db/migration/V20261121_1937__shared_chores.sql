-- What is done once for all nodes, and when it is due next. The columns are db-scheduler's.
create table shared_chore (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data blob,
    execution_time datetime(6) not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success datetime(6),
    last_failure datetime(6),
    consecutive_failures int,
    last_heartbeat datetime(6),
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance),
    key shared_chore_due (execution_time)
);
