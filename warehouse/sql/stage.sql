-- Where records land before families are known. Lives in memory, never in the published file.
create schema memory.stage;

create table memory.stage.runs (
    run_id varchar, started_at timestamp, finished_at timestamp, command varchar, version varchar,
    stage_versions map(varchar, varchar), is_current boolean
);
create table memory.stage.sources (
    source_id varchar, title varchar, publisher varchar, nation varchar, sector varchar,
    licence varchar, home_url varchar, is_verified boolean, kinds varchar[],
    expects_min integer, expects_max integer,
    is_fictional boolean
);
create table memory.stage.sightings (
    source_id varchar, url varchar, seen_at timestamp, run_id varchar, outcome varchar,
    document_id varchar, file_name varchar, bytes bigint, media_type varchar,
    listed_title varchar, listed_date varchar, listed_publisher varchar, listed_role varchar,
    listed_group varchar, page_url varchar, state varchar, message varchar
);
create table memory.stage.documents (
    document_id varchar, status varchar, message varchar, file_name varchar, bytes bigint,
    media_type varchar, n_pages integer, ocr_confidence double, is_review boolean, role varchar,
    review_type varchar, title varchar, nation varchar, publisher varchar, area varchar,
    published varchar, period_from varchar, period_to varchar, subjects varchar,
    n_subjects integer, age_bands varchar[], outcome varchar, method varchar, agencies varchar[],
    laws varchar[], language varchar, reference varchar, licence varchar, incident varchar,
    sector varchar, address varchar, is_fictional boolean, corrected varchar[], held_fields varchar[]
);
create table memory.stage.stated (
    document_id varchar, field varchar, value varchar, confidence double, page integer,
    quote varchar, rule varchar
);
create table memory.stage.pages (
    document_id varchar, page integer, width double, height double
);
create table memory.stage.sections (
    document_id varchar, section integer, heading varchar, level integer, role varchar,
    page integer, parent integer, number varchar
);
create table memory.stage.statements (
    statement_id varchar, document_id varchar, kind varchar, text varchar, page_first integer,
    page_last integer, rule varchar, confidence double, ordinal integer, number varchar,
    heading varchar, section_path varchar[], section_role varchar, addressee varchar,
    agencies varchar[], timescale varchar, is_multi_agency boolean, is_repeat boolean,
    repeats_statement_id varchar, page_label_first varchar, page_label_last varchar,
    reasons varchar[], is_single_agency boolean, held_for varchar[], held_words varchar
);
create table memory.stage.evidence (
    statement_id varchar, line integer, page integer, x0 double, top double, x1 double,
    bottom double
);
create table memory.stage.responses (
    response_id varchar, document_id varchar, ordinal integer, number varchar,
    recommendation varchar, acceptance varchar, progress varchar, status varchar, action varchar,
    "update" varchar, owner varchar, due varchar, page_first integer, page_last integer,
    rule varchar, confidence double
);
create table memory.stage.labels (
    statement_id varchar, theme_id varchar, score double, origin varchar, evidence varchar,
    evidence_start integer, evidence_end integer, stance varchar, taxonomy_digest varchar,
    model_version varchar, is_abstained boolean
);
create table memory.stage.themes (
    theme_id varchar, group_id varchar, group_label varchar, label varchar, definition varchar,
    applies_to varchar[], replaced_by varchar, ordinal integer
);
create table memory.stage.report_types (
    code varchar, label varchar, family varchar, sector varchar, nation varchar, is_review boolean
);
create table memory.stage.agencies (agency varchar, label varchar, ordinal integer);
create table memory.stage.theme_crosswalk (
    theme_id varchar, taxonomy varchar, code varchar
);
create table memory.stage.theme_quality (
    theme_id varchar, precision double, recall double, f1 double, support integer,
    threshold double, measured_on varchar
);
create table memory.stage.issues (
    severity varchar, stage varchar, code varchar, message varchar, document_id varchar,
    source_id varchar, page integer, run_id varchar
);
create table memory.stage.said_again (
    statement_id varchar, first_statement_id varchar
);
create table memory.stage.members (
    document_id varchar, review_id varchar, is_primary boolean, grouped_by varchar,
    grouped_confidence double, review_type varchar
);
