import stat
import sys
from pathlib import Path

import pytest

from api_client import profile
from api_client.models.people import Person, Role, Session, SignIn
from api_client.profile import BadAddress, Kept, Profile, address, load
from tests.api_client.rings import install
from tests.api_client.told import moment


def home(path: Path, **more: str) -> dict[str, str]:
    return {"PAIDAN_HOME": str(path), **more}


def test_before_anything_is_saved_there_is_no_hotline(tmp_path: Path) -> None:
    fresh = load(home(tmp_path))
    assert (fresh.url, fresh.name, fresh.token, fresh.lang, fresh.notices) == ("", "", "", "en", ())


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    saved = load(home(tmp_path, LANG="zh_CN.UTF-8")).at("HTTPS://Hotline.Example:8443/", "zhang")
    saved.save()
    saved.keep_token("secret-token")
    again = load(home(tmp_path, LANG="en_GB.UTF-8"))
    assert (again.url, again.name, again.token, again.lang) == ("https://hotline.example:8443", "zhang", "secret-token", "zh")
    assert again.mirror_path.parent == again.outbox_path.parent == again.token_path.parent == again.folder
    assert again.folder.is_relative_to(tmp_path)


def test_nobody_else_can_read_the_token(tmp_path: Path) -> None:
    one = load(home(tmp_path)).at("http://localhost:12345", "zhang")
    one.save()
    one.keep_token("secret-token")
    assert stat.S_IMODE(one.token_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(one.folder.stat().st_mode) == 0o700
    assert [part.name for part in one.folder.iterdir()] == ["token"]


def test_a_token_that_others_could_read_is_closed_and_said(tmp_path: Path) -> None:
    one = load(home(tmp_path)).at("http://localhost:12345", "zhang")
    one.save()
    one.keep_token("secret-token")
    one.token_path.chmod(0o644)
    again = load(home(tmp_path))
    assert (again.token, again.notices) == ("secret-token", ("token_was_readable",))
    assert stat.S_IMODE(one.token_path.stat().st_mode) == 0o600
    assert load(home(tmp_path)).notices == ()


def test_a_token_is_forgotten(tmp_path: Path) -> None:
    one = load(home(tmp_path)).at("http://localhost:12345", "zhang").keep_token("t")
    assert one.keep_token("").token == ""
    assert not one.token_path.exists()
    one.keep_token("")


def test_a_keyring_has_the_token_and_no_file_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = install(tmp_path / "ring", monkeypatch)
    one = load(home(tmp_path)).at("http://localhost:12345", "zhang").keep_token("old")
    one.save()
    kept = one.keep_token_safely("s3cret")
    assert (kept.profile.token, kept.ring, kept.why) == ("s3cret", "Testers' Keyring", "")
    assert not one.token_path.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != ring and b"s3cret" in path.read_bytes()]
    again = load(home(tmp_path))
    assert (again.token, again.keyring, again.notices) == ("s3cret", "Testers' Keyring", ())
    assert load(home(tmp_path, PAIDAN_TOKEN="given")).token == "given"
    assert again.forget_token() == ""
    assert "s3cret" not in ring.read_text()
    assert (load(home(tmp_path)).token, load(home(tmp_path)).keyring) == ("", "")


def test_without_a_keyring_a_file_has_it_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "ring", monkeypatch)
    one = load(home(tmp_path)).at("http://localhost:12345", "zhang")
    one.save()
    one.keep_token_safely("first")
    monkeypatch.setitem(sys.modules, "keyring", None)
    shut = load(home(tmp_path))
    assert (shut.token, shut.notices, shut.keyring_trouble) == ("", ("keyring_shut",), "not_installed")
    assert "not_installed" in shut.forget_token()
    assert shut.keyring_note.exists()
    kept = one.keep_token_safely("second")
    assert (kept.ring, kept.why) == ("", "not_installed")
    assert stat.S_IMODE(one.token_path.stat().st_mode) == 0o600
    assert (load(home(tmp_path)).token, load(home(tmp_path)).notices) == ("second", ())


def test_the_environment_goes_before_what_is_saved(tmp_path: Path) -> None:
    one = load(home(tmp_path)).at("http://localhost:12345", "zhang")
    one.save()
    one.keep_token("saved")
    told = load(home(tmp_path, PAIDAN_TOKEN=" given ", PAIDAN_LANG="zh_TW"))
    assert (told.url, told.name, told.token, told.lang) == ("http://localhost:12345", "zhang", "given", "zh")
    other = load(home(tmp_path, PAIDAN_URL="http://127.0.0.1:9"))
    assert (other.url, other.name, other.token) == ("http://127.0.0.1:9", "", "")


def test_people_and_hotlines_share_no_files(tmp_path: Path) -> None:
    one = load(home(tmp_path))
    folders = {one.at(url, name).folder for url in ("http://a.example", "http://a.example/b", "https://a.example") for name in ("zhang", "li", "李")}
    assert len(folders) == 9
    assert all(folder.parent == tmp_path for folder in folders)


def test_settings_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (tmp_path / "profile.json").write_text("{broken")
    assert load(home(tmp_path)).notices == ("settings_unreadable",)
    (tmp_path / "profile.json").write_text("[1]")
    assert load(home(tmp_path)).notices == ("settings_unreadable",)


def test_without_a_home_the_systems_folders_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    one = load({})
    assert isinstance(one, Profile)
    assert (one.config_dir, one.data_dir) == (tmp_path / "c" / "paidan", tmp_path / "d" / "paidan")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("localhost:12345", "http://localhost:12345"), (" https://h.example/x/ ", "https://h.example/x"), ("http://[::1]:80", "http://[::1]:80")],
)
def test_an_address_has_one_form(typed: str, meant: str) -> None:
    assert address(typed) == meant


@pytest.mark.parametrize("typed", ["", "ftp://h.example", "http://", "http://h:port", "http://u:p@h.example", "http://h.example/?a=1", "http://[::1"])
def test_what_is_no_address_is_said(typed: str) -> None:
    with pytest.raises(BadAddress):
        address(typed)


@pytest.mark.parametrize(
    ("env", "lang"),
    [({}, "en"), ({"LANG": "C"}, "en"), ({"LC_ALL": "zh_CN.GB18030", "LANG": "en"}, "zh"), ({"LANG": "zh", "PAIDAN_LANG": "en"}, "en")],
)
def test_the_language_is_the_terminals(env: dict[str, str], lang: str, tmp_path: Path) -> None:
    assert profile.load(home(tmp_path) | env).lang == lang


def test_no_secret_is_in_what_a_value_says_of_itself(tmp_path: Path) -> None:
    one = load(home(tmp_path, PAIDAN_TOKEN="s3cret"))
    session = Session(token="s3cret", expires_at=moment(9), person=Person(name="zhang", role=Role.DISPATCHER, unit="1", scope="1"))
    said = f"{one} {one!r} {Kept(one, '', '')!r} {session} {session!r} {SignIn(name='zhang', password='s3cret')!r}"
    assert one.token == session.token == "s3cret"
    assert "s3cret" not in said
    assert "zhang" in said


def test_a_city_has_files_of_its_own_and_needs_no_token(tmp_path: Path) -> None:
    hotline = Profile(tmp_path, tmp_path, url="https://city.example", name="zhang", token="secret", ca="root.pem")
    city = hotline.at_city("City.Example/open311/v2/", " city.gov ")
    assert (city.url, city.jurisdiction, city.token, city.ca, city.name) == ("http://city.example/open311/v2", "city.gov", "", "", "")
    assert (city.read_only, city.may_enter, city.city_name, hotline.city_name) == (True, True, "city.gov", "")
    folders = {one.folder for one in (city, hotline, hotline.at(city.url, ""), hotline.at_city(city.url, ""), hotline.at_city(hotline.url, ""))}
    assert len(folders) == 5
    assert hotline.at_city(hotline.url, "").ca == "root.pem"
    with pytest.raises(BadAddress):
        hotline.at_city("ftp://city.example", "")
