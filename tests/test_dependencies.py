"""Each package that is asked for has a reason and a licence, and those that come with it are known."""

from docs.dependencies import NOT_HERE, REASONS, asked, needs, normal, pinned


def test_every_package_that_is_asked_for_has_a_reason_and_no_other_has() -> None:
    wanted = {name for names in asked().values() for name in names}
    assert wanted == set(REASONS)
    assert wanted - set(NOT_HERE) <= set(pinned()), "and an exact version"


def test_every_package_states_a_licence_and_is_there_for_somebody() -> None:
    wanted = {name for names in asked().values() for name in names}
    for one in needs():
        assert one.licence, one.name
        assert one.name in wanted or one.wanted_by, f"nobody asks for {one.name}"


def test_names_are_compared_as_indexes_do() -> None:
    assert normal("SQLAlchemy") == "sqlalchemy"
    assert normal("markdown_it.py") == "markdown-it-py"
