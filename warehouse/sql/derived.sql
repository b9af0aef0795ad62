-- Tables that Python fills after the documents are in: links, repeats, and the build's own facts.
create table core.finding_recommendations (
    finding_id varchar, recommendation_id varchar, how varchar, confidence double
);
create table core.finding_concerns (finding_id varchar, is_concern boolean);
create table core.repeats (
    cluster_id varchar, statement_id varchar, similarity double, is_representative boolean
);
create table core.issues as
select i.* replace (coalesce(i.run_id, (select run_id from core.runs where is_current)) as run_id)
from memory.stage.issues i
order by severity, stage, code, document_id, page, message;
create table meta.build (name varchar primary key, value varchar);
