"""Where a webmaster reaches whoever collects: an e-mail address or a web address."""

from __future__ import annotations

import re

from archive.errors import UserError

_CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://[^\s/]\S*")


def check_contact(contact: str) -> None:
    """Raise UserError where no webmaster could reach whoever collects."""
    if not _CONTACT.fullmatch(contact):
        given = f" {contact!r} is neither." if contact else ""
        raise UserError(
            "Publishers must be able to reach you: set REVIEWS_CONTACT (or --contact) to an e-mail"
            f" address or a web address.{given}"
        )
