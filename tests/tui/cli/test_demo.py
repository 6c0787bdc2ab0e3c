"""`paidan demo` where there is nothing to show it on."""

from api_client.models.people import Role
from fixtures.city.load import load_city
from fixtures.scenarios.people import Staff
from tests.tui.cli.conftest import Paidan
from tui.cli.demo import SIGN_IN_NAMES
from tui.cli.grammar import ROLES


def test_it_needs_a_terminal(paidan: Paidan) -> None:
    done = paidan("demo")
    assert (done.code, "terminal" in done.err) == (2, True)


def test_every_role_has_an_account() -> None:
    accounts = {person.name: person.role for person in Staff(load_city("beijing"), "en").accounts()}
    assert {accounts[SIGN_IN_NAMES.get(role, role)] for role in ROLES} == set(Role) - {Role.SYSTEM}
