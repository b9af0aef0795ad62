-- severity: warning
-- reason: A document should come from a source that is described, for its licence and its publisher.
select distinct source_id from core.sightings
where source_id not in (select source_id from core.sources)
