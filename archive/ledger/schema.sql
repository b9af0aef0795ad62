-- The ledger of collection. Rows are added, never changed: the triggers below refuse everything
-- else, except while a purge (a person's decision to delete a document) has opened the permit.
-- Long texts stand once, in `runs`, `links` and `files`; a sighting is then about 100 bytes with
-- its indexes, so that 10,000 documents looked at every week for ten years are half a gigabyte.

CREATE TABLE runs (
    run_no INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL UNIQUE
);

-- What a listing said about one address; a changed title or date makes a new row.
CREATE TABLE links (
    link_no INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL,
    key TEXT NOT NULL,
    url TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE, -- of all other columns
    title TEXT,
    date TEXT,
    publisher TEXT,
    role TEXT,
    group_name TEXT,
    page_url TEXT,
    date_quote TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX links_by_key ON links (source_id, key);
CREATE INDEX links_by_url ON links (source_id, url);

CREATE TABLE files (
    file_no INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE, -- of all other columns
    document_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL
);
CREATE INDEX files_by_document ON files (document_id);

CREATE TABLE sightings (
    sighting_no INTEGER PRIMARY KEY,
    link_no INTEGER NOT NULL REFERENCES links,
    run_no INTEGER NOT NULL REFERENCES runs,
    seen_at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    state TEXT NOT NULL,
    file_no INTEGER REFERENCES files,
    message TEXT,
    is_repeat INTEGER NOT NULL -- says nothing that the row before it for this link has not said
);
CREATE INDEX sightings_by_link ON sightings (link_no, sighting_no);
CREATE INDEX sightings_by_file ON sightings (file_no, sighting_no) WHERE file_no IS NOT NULL;
CREATE INDEX sightings_changed ON sightings (is_repeat) WHERE is_repeat = 0;
CREATE INDEX sightings_checked ON sightings (link_no, sighting_no)
    WHERE outcome IN ('fetched', 'not_modified');

CREATE TABLE fetches (
    fetch_no INTEGER PRIMARY KEY,
    run_no INTEGER NOT NULL REFERENCES runs,
    source_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    started_at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    document_id TEXT,
    etag TEXT,
    last_modified TEXT,
    record BLOB NOT NULL -- the whole record, as JSON
);
CREATE INDEX fetches_with_document ON fetches (source_id, url, fetch_no)
    WHERE document_id IS NOT NULL;
CREATE INDEX fetches_by_document ON fetches (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX fetches_by_run ON fetches (run_no);
CREATE INDEX fetches_by_url ON fetches (source_id, url);
CREATE INDEX fetches_by_time ON fetches (started_at);

CREATE TABLE passes (
    pass_no INTEGER PRIMARY KEY,
    run_no INTEGER NOT NULL REFERENCES runs,
    source_id TEXT NOT NULL,
    record BLOB NOT NULL -- the whole record, as JSON
);
CREATE INDEX passes_by_source ON passes (source_id, pass_no);

-- Documents that a person had deleted, and digests of the addresses they came from.
CREATE TABLE purged (document_id TEXT PRIMARY KEY, purged_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE purged_links (digest BLOB PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE purge_permit (open INTEGER NOT NULL);

CREATE TRIGGER runs_no_update BEFORE UPDATE ON runs
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER runs_no_delete BEFORE DELETE ON runs
    WHEN NOT EXISTS (SELECT 1 FROM purge_permit)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER links_no_update BEFORE UPDATE ON links
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER links_no_delete BEFORE DELETE ON links
    WHEN NOT EXISTS (SELECT 1 FROM purge_permit)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER files_no_update BEFORE UPDATE ON files
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER files_no_delete BEFORE DELETE ON files
    WHEN NOT EXISTS (SELECT 1 FROM purge_permit)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sightings_no_update BEFORE UPDATE ON sightings
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sightings_no_delete BEFORE DELETE ON sightings
    WHEN NOT EXISTS (SELECT 1 FROM purge_permit)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fetches_no_update BEFORE UPDATE ON fetches
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fetches_no_delete BEFORE DELETE ON fetches
    WHEN NOT EXISTS (SELECT 1 FROM purge_permit)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER passes_no_update BEFORE UPDATE ON passes
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER passes_no_delete BEFORE DELETE ON passes
    WHEN NOT EXISTS (SELECT 1 FROM purge_permit)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER purged_no_update BEFORE UPDATE ON purged
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER purged_no_delete BEFORE DELETE ON purged
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER purged_links_no_update BEFORE UPDATE ON purged_links
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER purged_links_no_delete BEFORE DELETE ON purged_links
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
