-- Plugin jars that all nodes use: uploaded by staff, or imported from a node's folder. Each node fetches them.

create table plugin_jar (
    id       binary(16)   not null primary key,
    plugin   varchar(40)  character set ascii collate ascii_bin not null,
    version  varchar(64)  character set ascii collate ascii_bin not null,
    size     int          not null,
    sha256   char(64)     character set ascii collate ascii_bin not null,
    -- made with the platform's own key: a jar that was put into the database by somebody else is not run
    seal     varchar(200) character set ascii collate ascii_bin not null,
    -- the node whose folder it lies in; null if it was uploaded
    origin   binary(16)   null,
    added_at datetime(6)  not null,
    constraint plugin_jar_once unique (plugin, version)
) character set utf8mb4;

-- In pieces, since servers limit what one statement may carry.
create table plugin_jar_piece (
    jar_id binary(16) not null,
    number int        not null,
    bytes  mediumblob not null,
    primary key (jar_id, number),
    constraint plugin_jar_piece_of foreign key (jar_id) references plugin_jar (id) on delete cascade
) character set utf8mb4;
