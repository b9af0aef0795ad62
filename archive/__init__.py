"""The data folder: where each part lies, what may be deleted, what to back up.

DATA/
  VERSION              format of the folder; a newer one is refused, never misread
  store                the address of object storage that holds originals and artefacts in place of
                       this folder, where there is one. Back this up.
  sources_dir          names the operator's own folder of sources. Back this up, and that folder.
  originals/AB/CD/ID   every file ever collected, by the sha256 of its bytes. Back this up.
  ledger.sqlite        every sighting and fetch, append-only. Back this up.
  resaved/ID           which document these bytes say again. Back this up.
  replaced.json        which documents took another's place, and who has looked. Back this up.
  accepted_unreadable.json
                       which documents were accepted as unreadable. Back this up.
  tombstones.json      what was purged and must not come back, with the reasons. Back this up.
  corrections/         people's corrections. Back this up.
  briefings.jsonl      which briefings were held, and what they used. Back this up.
  briefings/           shortlists prepared for the audiences, edited by authors. Back this up.
  audiences/           for whom briefings are prepared on a schedule. Back this up.
  session.yaml         the shortlist of the reading room. Back this up.
  artefacts/           what the stages made. May be deleted: the next run makes it again.
  runs/                one record a run, with its issues. May be deleted: history is lost.
  reports/             a report of each run, for people. May be deleted.
  unsent.json          messages that did not reach somebody. May be deleted.
  warnings.log, warnings.log.1 what quiet runs would have logged on the screen. May be deleted.
  metrics.json, .prom  figures of the last run, for a monitor. May be deleted.
  evaluation/          the data folder of measurements on a schedule. May be deleted.
  builds/              older warehouses, for `reviews diff`. May be deleted.
  warehouse.duckdb     what is published. May be deleted: the next run builds it again.
  published.json       what the published warehouse was made of. May be deleted.
  accepted.json        what the last accepted build held of each document, in numbers. May be
                       deleted: then the published warehouse counts as accepted.
  held/                a build that would lose too much, until a person accepts it. May be deleted.
  run.lock             held by the run that is under way. Leave it alone.
"""
