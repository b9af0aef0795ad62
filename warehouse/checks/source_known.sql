-- severity: warning
-- reason: A document should come from a source that is described, for its licence and its publisher.
-- next: Add the source's file back (docs/adding-a-source.md); its documents stay.
select distinct source_id from core.sightings
where source_id not in (select source_id from core.sources)
