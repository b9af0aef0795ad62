-- How the views belong together, for a client that draws or checks joins.
create view keys as
select view_name, column_name, is_key, refers_to, refers_to_column from core.keys;
