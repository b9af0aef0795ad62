"""Headers that need reading, names of files, and addresses that are never asked for."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.collect.addresses import (
    RefusedAddressError,
    check_step,
    check_url,
    host_of,
    public_addresses,
)
from pipelines.collect.client.headers import file_name, retry_after
from pipelines.collect.settings import Settings

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 15 Jun 2026 12:00:30 GMT", 30.0),
        ("Mon, 15 Jun 2026 11:00:00 GMT", 0.0),
        ("Monday, 15-Jun-26 12:00:30 GMT", 30.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after(value, seconds):
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="Child Q.pdf"', "Child Q.pdf"),
        ("attachment; filename=report.pdf", "report.pdf"),
        ("attachment; filename=\"a.pdf\"; filename*=UTF-8''Child%20%C3%89.pdf", "Child É.pdf"),
        ("attachment; filename*=UTF-8''b.pdf; filename=\"a.pdf\"", "b.pdf"),
        ("inline; filename*=iso-8859-1'en'%A3%20rates.pdf", "£ rates.pdf"),
        ("attachment; filename*=nonsense; filename=a.pdf", "a.pdf"),
        ("attachment; filename*=klingon''x.pdf; filename=a.pdf", "a.pdf"),
        (r'attachment; filename="Child \"Q\".pdf"', 'Child "Q".pdf'),
        ('attachment; filename="..\\..\\evil.pdf"', "evil.pdf"),
        ('attachment; filename="/etc/passwd"', "passwd"),
        ('attachment; filename=".."', "listed.pdf"),
        ("attachment", "listed.pdf"),
        (None, "listed.pdf"),
        ("filename=a.pdf", "a.pdf"),
    ],
)
def test_file_name(disposition, name):
    assert file_name(disposition, "listed.pdf", "https://x.example/tail.pdf") == name


def test_the_address_names_a_file_that_nobody_named():
    assert file_name(None, "", "https://x.example/a/Child%20Q.pdf?v=1") == "Child Q.pdf"
    assert file_name(None, "", "https://x.example/") == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_name_is_never_a_path(disposition, listed):
    name = file_name(f"attachment; filename={disposition}", listed, "https://x.example/a/b.pdf")
    assert not set(name) & {"/", "\\", "\0", "\n", "\r"}
    assert name not in {".", ".."}


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://x.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("https:///a", "has no host"),
        ("https://user@x.example/", "user name"),
        ("https://:secret@x.example/", "user name"),
        ("https://x.example:8443/", "port 8443"),
        ("https://x.example:999999/", "not an address"),
        ("http://[::1/", "not an address"),
    ],
)
def test_addresses_that_are_not_plain_web(url, why):
    with pytest.raises(RefusedAddressError, match=why):
        check_url(url, Settings())


def test_redirects_go_up_to_https_and_never_down():
    check_step("http://x.example/", "https://x.example/", Settings())
    check_step("https://x.example/", "https://y.example/", Settings())
    with pytest.raises(RefusedAddressError, match="from https down to http"):
        check_step("https://x.example/", "http://x.example/", Settings())


@pytest.mark.parametrize(
    "answer",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "192.88.99.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:8.8.8.8", "::ffff:127.0.0.1", "64:ff9b::808:808", "64:ff9b:1::1",
        "2002:808:808::1", "2001:0:808:808::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(answer):
    with pytest.raises(RefusedAddressError, match="not a public address"):
        public_addresses("x.example", ["93.184.215.14", answer], Settings())


def test_public_addresses_pass():
    answers = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
    assert public_addresses("x.example", answers, Settings()) == answers
    with pytest.raises(RefusedAddressError, match="has no address"):
        public_addresses("x.example", [], Settings())


def test_one_host_has_one_clock_however_it_is_written():
    assert host_of("https://X.example/a") == host_of("http://x.example:80/b") == "x.example"
    assert host_of("http://x.example:8080/") == "x.example:8080"
