-- Forms that were taken: a second click, or the way back, finds its row here and does nothing.

create table form_sent (
    token   char(36)     character set ascii collate ascii_bin not null primary key,
    sent_at datetime(6)  not null,
    sent_by varchar(200) not null
) character set utf8mb4;
create index form_sent_by_time on form_sent (sent_at);
