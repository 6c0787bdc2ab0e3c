"""Whom a desk believes: an authority of its own where one is named, and nobody where that cannot be read."""

import asyncio
import ssl
from pathlib import Path

import pytest

from api_client.client import Client
from api_client.errors import Unreachable
from api_client.trust import BadAuthority, authority, verified, why
from tests import certificates


def test_a_named_authority_is_the_only_one_that_counts(tmp_path: Path) -> None:
    root = certificates.authority(tmp_path)
    context = verified("https://h", str(root.cert))
    assert isinstance(context, ssl.SSLContext)
    assert [dict(one[0] for one in ca["subject"]) for ca in context.get_ca_certs()] == [{"commonName": "Example Root"}]  # type: ignore[misc]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_without_one_everybody_s_are_taken_and_without_tls_none() -> None:
    assert verified("https://h", "") is True
    plain = verified("http://h", "")
    assert isinstance(plain, ssl.SSLContext)
    assert plain.get_ca_certs() == []


def test_a_file_that_cannot_be_used_believes_nobody_and_is_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificate")
    for file in (empty, tmp_path / "none.pem", tmp_path):
        with pytest.raises(BadAuthority, match=str(file)):
            authority(str(file))
        context = verified("https://h", str(file))
        assert isinstance(context, ssl.SSLContext)
        assert (context.verify_mode, context.get_ca_certs()) == (ssl.CERT_REQUIRED, [])


def _verification(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError("x")
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (_verification(10), "certificate_over"), (_verification(9), "certificate_over"), (_verification(62), "certificate_name"),
        (_verification(64), "certificate_name"), (_verification(18), "certificate"), (_verification(20), "certificate"),
        (ssl.SSLError("WRONG_VERSION_NUMBER"), "no_tls"), (OSError("x"), "refused"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_behind_what_others_make_of_it(cause: Exception, said: str) -> None:
    outer = RuntimeError("all went wrong")
    outer.__cause__ = cause
    assert why(outer) == said


async def test_each_fault_is_told_apart_and_nothing_is_said_to_whom_one_does_not_believe(tmp_path: Path) -> None:
    root, other = certificates.authority(tmp_path / "root"), certificates.authority(tmp_path / "other", "Another Root")
    good, heard = certificates.signed(root, "good"), list[bytes]()

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(1000))
        writer.write(b"HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    for pair, ca, expected in (
        (good, other, "certificate"), (certificates.signed(root, "elsewhere", of="DNS:elsewhere.example"), root, "certificate_name"),
        (certificates.signed(root, "over", over=True), root, "certificate_over"), (None, root, "no_tls"),
    ):  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if pair else None
        if context and pair:
            context.load_cert_chain(*pair)
        server = await asyncio.start_server(hear, "127.0.0.1", 0, ssl=context)
        client = Client(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", ca=str(ca.cert))
        with pytest.raises(Unreachable) as no:
            await client.sign_in("wang", "a secret of mine")
        await client.close()
        server.close()
        await server.wait_closed()
        assert no.value.why == expected
    assert not [said for said in heard if b"secret" in said]
