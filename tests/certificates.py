"""Certificates for tests, made by openssl: an authority of their own, and what it signs."""

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")


class Pair(NamedTuple):
    """A certificate and its key."""

    cert: Path
    key: Path


def _openssl(*words: object) -> None:
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr


def authority(folder: Path, name: str = "Example Root") -> Pair:
    """An authority that nobody knows but who is told."""
    if shutil.which("openssl") is None:
        pytest.skip("without openssl there is nothing to sign with")
    folder.mkdir(parents=True, exist_ok=True)
    pair = Pair(folder / "root.pem", folder / "root.key")
    _openssl("req", "-x509", *CURVE, "-nodes", "-days", 2, "-subj", f"/CN={name}", "-keyout", pair.key, "-out", pair.cert,
             "-addext", "keyUsage=critical,keyCertSign,cRLSign")  # fmt: skip
    return pair


def signed(root: Pair, name: str, *, of: str = "IP:127.0.0.1,DNS:localhost", over: bool = False, password: str = "") -> Pair:
    """A certificate for these names, `over` since long where asked for, its key with a password where one is given."""
    folder = root.cert.parent
    pair = Pair(folder / f"{name}.pem", folder / f"{name}.key")
    locked = ("-passout", f"pass:{password}") if password else ("-nodes",)
    _openssl("req", "-new", *CURVE, *locked, "-subj", f"/CN={name}", "-keyout", pair.key, "-out", folder / f"{name}.csr")
    (folder / f"{name}.ext").write_text(f"subjectAltName={of}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n", encoding="utf-8")
    (folder / "index.txt").write_text("", encoding="utf-8")
    (folder / "ca.cnf").write_text(
        f"[ca]\ndefault_ca=it\n[it]\ndatabase={folder / 'index.txt'}\nnew_certs_dir={folder}\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n"
        "[any]\ncommonName=supplied\n",
        encoding="utf-8",
    )
    times = ("-startdate", "20200101000000Z", "-enddate", "20200201000000Z") if over else ("-days", "2")
    _openssl("ca", "-batch", "-notext", "-config", folder / "ca.cnf", "-cert", root.cert, "-keyfile", root.key, "-in", folder / f"{name}.csr",
             "-extfile", folder / f"{name}.ext", "-out", pair.cert, *times)  # fmt: skip
    return pair
