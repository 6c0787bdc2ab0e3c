"""`paidan demo` where there is nothing to show it on, who it signs in, and what it keeps."""

from pathlib import Path

import pytest

from api_client.models.people import Role
from fixtures.scenarios.days import DAYS
from fixtures.scenarios.people import Staff
from tests.cities import shipped
from tests.tui.cli.conftest import Paidan
from tui.cli.demo import ROLES_OF, SIGN_IN_ELSEWHERE, SIGN_IN_NAMES, SIGNING, TOUR_TAKEN, USUAL_ELSEWHERE, _place, tour_mark
from tui.cli.grammar import ROLES


def test_it_needs_a_terminal(paidan: Paidan) -> None:
    done = paidan("demo")
    assert (done.code, "terminal" in done.err) == (2, True)


def test_every_role_has_an_account() -> None:
    accounts = {person.name: person.role for person in Staff(shipped("beijing"), "en").accounts()}
    assert {accounts[SIGN_IN_NAMES.get(role, role)] for role in ROLES} == set(Role) - {Role.SYSTEM}
    elsewhere = {person.name: person.role for person in Staff(shipped("boston"), "en").accounts()}
    assert {elsewhere[SIGN_IN_ELSEWHERE.get(role, role)] for role in ROLES} == set(Role) - {Role.SYSTEM}


def test_a_city_of_one_s_own_is_found_from_the_folder_in_which_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine", "boston"):
        (tmp_path / name).mkdir()
    assert [_place(name) for name in ("beijing", "boston", "mine", "gone")] == ["", "boston", str(tmp_path / "mine"), "gone"]


def test_that_the_tour_was_taken_is_noted_among_the_person_s_own_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAIDAN_HOME", str(tmp_path))
    monkeypatch.setenv("PAIDAN_URL", "http://a hotline that is no address:x")
    assert tour_mark() == tmp_path / TOUR_TAKEN


def test_the_scene_s_desk_is_one_that_is_asked_for_signatures() -> None:
    assert all(scenario in DAYS and role in ROLES for scenario, role in ROLES_OF.items())
    assert ROLES_OF["show"] in SIGNING
    assert DAYS[USUAL_ELSEWHERE].anywhere
