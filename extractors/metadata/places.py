"""Nations by the names of their councils, police forces, boards and bodies.

The lists are the principal areas of Wales (22), the council areas of Scotland (32) and the
districts of Northern Ireland (11) with their regional bodies: public facts. Everything else that
names an English kind of review or body is England.
"""

from __future__ import annotations

import re

_WALES = (
    "Wales|Welsh|Cymru|Blaenau Gwent|Bridgend|Caerphilly|Cardiff|Carmarthenshire|Ceredigion|Conwy|Denbighshire|"
    "Flintshire|Gwynedd|Anglesey|Ynys M[oô]n|Merthyr Tydfil|Monmouthshire|Neath Port Talbot|Newport City|Pembrokeshire|"
    "Powys|Rhondda|Swansea|Torfaen|Vale of Glamorgan|Wrexham|Gwent|Cwm Taf|Morgannwg|CYSUR|West Glamorgan|Dyfed|"
    "Heddlu|Bwrdd"
)
_SCOTLAND = (
    "Scotland|Scottish|Aberdeen|Aberdeenshire|Angus|Argyll|Clackmannanshire|Dumfries|Dundee|Ayrshire|Dunbartonshire|"
    "Lothian|Midlothian|Renfrewshire|Edinburgh|Falkirk|Fife|Glasgow|Highland Council|Inverclyde|Moray|Lanarkshire|"
    "Orkney|Perth and Kinross|Scottish Borders|Shetland|Stirling|Eilean Siar|Western Isles|Child Protection Committee|"
    "Adult Protection Committee|Public Protection Committee|Care Inspectorate|Procurator Fiscal"
)
_NORTHERN_IRELAND = (
    "Northern Ireland|SBNI|Belfast|Antrim|Armagh|Causeway Coast|Derry|Fermanagh|Lisburn|Mid Ulster|Newry|"
    "Health and Social Care Trust|PSNI"
)
_ENGLAND = (
    "England|English|Ofsted|Working Together to Safeguard Children|Care Act 2014|London Borough|Integrated Care Board|"
    "Safeguarding Children Partnership|Local Safeguarding Children Board|Safeguarding Adults Board"
)
_PATTERNS = tuple(
    (nation, re.compile(rf"\b(?:{names})\b"))
    for nation, names in (
        ("Wales", _WALES),
        ("Scotland", _SCOTLAND),
        ("Northern Ireland", _NORTHERN_IRELAND),
        ("England", _ENGLAND),
    )
)


def nation_named(text: str) -> tuple[str, str] | None:
    """The nation that a name belongs to and the words that show it, or None."""
    for nation, pattern in _PATTERNS:
        match = pattern.search(text)
        if match:
            return nation, match.group()
    return None


def nation_counted(text: str) -> tuple[str, str] | None:
    """The nation that a text names most often; None where two are named nearly as often."""
    counts = {nation: pattern.findall(text) for nation, pattern in _PATTERNS}
    (nation, found), (_, second), *_ = sorted(
        counts.items(), key=lambda pair: len(pair[1]), reverse=True
    )
    return (nation, found[0]) if len(found) > 2 * len(second) else None
