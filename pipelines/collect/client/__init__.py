"""The HTTP client of the collector (docs/decisions/0005-http-client.md)."""

from pipelines.collect.client.answer import Answer, Caller, Validators
from pipelines.collect.client.client import Client

__all__ = ["Answer", "Caller", "Client", "Validators"]
