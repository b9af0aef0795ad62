"""TLS over the checked address: the name is still what is asked for and what is checked."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from models.records import Outcome

NAME = "secure.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for NAME that signs itself, made for this run of the tests."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def secure(site, certificate, monkeypatch):
    """The site behind TLS; the names that clients asked for are noted."""
    names = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda socket, name, _: names.append(name)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    trusted = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr("pipelines.collect.client.transport._tls", lambda: trusted)
    site.names = names
    return site


def to_loopback(host, port):
    return ["127.0.0.1"]


def test_the_name_is_asked_for_at_the_checked_address(make_client, caller, secure):
    secure.pdf("/a.pdf")
    url = f"https://{NAME}:{secure.port}/a.pdf"
    assert make_client(to_loopback).file(url, caller).outcome is Outcome.FETCHED
    assert set(secure.names) == {NAME}
    assert secure.seen[-1].headers["Host"] == f"{NAME}:{secure.port}"


def test_a_certificate_for_another_name_is_not_accepted(make_client, caller, secure):
    secure.pdf("/a.pdf")
    answer = make_client(to_loopback).file(f"https://other.example:{secure.port}/a.pdf", caller)
    assert answer.outcome is Outcome.ERROR
    assert "certificate" in answer.message.lower()
    assert secure.seen == []


def test_a_redirect_from_https_down_to_http_is_refused(make_client, caller, secure, sites):
    plain = sites()
    plain.pdf("/a.pdf")
    secure.redirect("/a.pdf", plain.url("/a.pdf"))
    answer = make_client(to_loopback).file(f"https://{NAME}:{secure.port}/a.pdf", caller)
    assert (answer.outcome, answer.url) == (Outcome.REFUSED, plain.url("/a.pdf"))
    assert plain.seen == []
