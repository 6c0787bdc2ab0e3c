"""Whom a desk believes to be its hotline: the authority it goes by, and what is wrong with a certificate (证书). It never goes on without one."""

import ssl
from pathlib import Path

_OVER, _NOT_YET = 10, 9
_OTHER_NAME = (62, 64)
"""What OpenSSL calls these faults."""


class BadAuthority(ValueError):
    """The file of an authority cannot be used; the message says which and why."""


def authority(ca: str) -> ssl.SSLContext:
    """A context that goes by the certificates of this file alone. Raises BadAuthority."""
    try:
        with Path(ca).open("rb"):
            pass
        context = ssl.create_default_context(cafile=ca)
    except (OSError, ssl.SSLError) as error:
        why = "PEM?" if isinstance(error, ssl.SSLError) else error.strerror or str(error)
        raise BadAuthority(f"{ca}: {why}") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # some systems leave this to a file of theirs
    return context


def verified(url: str, ca: str) -> ssl.SSLContext | bool:
    """What a client checks certificates by: the authority of a file where one is named, else the ones that everybody goes by.

    Without TLS the bundle of these is 3 MB for nothing. A file that cannot be used makes that nobody is believed.
    """
    if not url.startswith("https:"):
        return nobody()
    if not ca:
        return True
    try:
        return authority(ca)
    except BadAuthority:
        return nobody()


def nobody() -> ssl.SSLContext:
    """A context that believes nobody."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def why(error: BaseException) -> str:
    """What kept a connection from coming about, by its cause: `certificate`, `certificate_over`, `certificate_name`, `no_tls` or `refused`."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, ssl.SSLCertVerificationError):
            if found.verify_code in (_OVER, _NOT_YET):
                return "certificate_over"
            return "certificate_name" if found.verify_code in _OTHER_NAME else "certificate"
        if isinstance(found, ssl.SSLError):
            return "no_tls"
        found = found.__cause__ or found.__context__
    return "certificate" if "CERTIFICATE" in str(error) else "refused"
