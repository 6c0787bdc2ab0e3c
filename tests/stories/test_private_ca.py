"""A hotline with a certificate of a private authority: who is told of it gets in, everybody else is told why not, and nothing is sent in the open."""

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from api_client.courier import _client
from api_client.profile import load
from tests.certificates import authority, signed
from tests.hotlines import PASSWORD, serving

ROOT = Path(__file__).parents[2]


def paidan(home: Path, *words: str, lang: str = "en") -> "subprocess.CompletedProcess[str]":
    environ = os.environ | {"PAIDAN_HOME": str(home), "PAIDAN_LANG": lang}
    said = f"{PASSWORD}\n"
    return subprocess.run([sys.executable, "-m", "tui", *words], cwd=ROOT, env=environ, input=said, capture_output=True, text=True, timeout=60)


async def test_a_desk_goes_by_the_authority_it_was_told_of_and_by_no_other(tmp_path: Path, home: Path) -> None:
    root, other = authority(tmp_path / "root"), authority(tmp_path / "other", "Another Root")
    pair = signed(root, "hotline")
    options = ("--scenario", "quiet_day", "--speed", "1", "--tickets", "5", "--lang", "zh", "--tls-cert", str(pair.cert), "--tls-key", str(pair.key))
    with serving(tmp_path, *options) as hotline:
        assert hotline.url.startswith("https://127.0.0.1:")
        login = ("login", hotline.url, "--name", "dispatcher", "--password-stdin")
        refused = paidan(home, *login, "--ca", str(other.cert), lang="zh")
        assert (refused.returncode, refused.stdout) == (3, "")
        assert "不是可信机构签发" in refused.stderr
        assert PASSWORD not in refused.stderr
        done = paidan(home, *login, "--ca", str(root.cert))
        assert done.returncode == 0, done.stderr
        listed = paidan(home, "queue", "--json")
        assert (listed.returncode, bool(json.loads(listed.stdout))) == (0, True), listed.stderr
        profile = load({"PAIDAN_HOME": str(home)})
        assert profile.ca == str(root.cert)
        assert load({"PAIDAN_HOME": str(home), "PAIDAN_CA": "/elsewhere"}).ca == "/elsewhere"
        courier = _client({"url": profile.url, "token": profile.token, "lang": "en", "ca": profile.ca})
        assert (await courier.me()).person.name == "dispatcher"
        await courier.close()
        async with httpx.AsyncClient(trust_env=False, timeout=10) as plain:
            with pytest.raises(httpx.TransportError):
                await plain.get(hotline.url.replace("https:", "http:") + "/healthz")
