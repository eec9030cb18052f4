-- A plugin version that a node has shut out. Staff take the row away; the node sees that and lets the plugin work again.
create table plugin_quarantine (
    node binary(16) not null,
    plugin varchar(40) character set ascii collate ascii_bin not null,
    version varchar(40) character set ascii collate ascii_bin not null,
    reason varchar(600) not null,
    since datetime(6) not null,
    primary key (node, plugin, version)
);
