"""Who asks, on the command line: with a reason, or not at all."""

from tests.tui.cli.conftest import Paidan


def registered(paidan: Paidan) -> str:
    told = ("title=Loud at night", "street=110108012", "requester.name=A. Example", "requester.phone=13800001234", "urgent=true")
    done = paidan("do", "new", "register", *told, "content=Call 13800001234 back", "--json")
    assert done.code == 0, done.err
    assert "13800001234" not in done.out
    return str(done.json["number"])


def test_a_reason_shows_name_phone_and_words(dispatcher: Paidan, supervisor: Paidan) -> None:
    number = registered(supervisor)
    done = dispatcher("reveal", number, "reason=to arrange a visit")
    assert done.code == 0, done.err
    for expected in (number, "Name: A. Example", "Phone: 13800001234", "  Call 13800001234 back"):
        assert expected in done.out
    assert "recorded" in done.err
    kept = b"".join(path.read_bytes() for path in dispatcher.home.rglob("*") if path.is_file())
    assert b"13800001234" not in kept, "nothing that was shown is kept here"
    told = dispatcher("reveal", number, "reason=again", "--json").json
    assert (told["ticket"], told["phone"]) == (number, "13800001234")
    assert "to arrange a visit" in dispatcher("show", number).out


def test_without_a_reason_nothing_is_asked(dispatcher: Paidan) -> None:
    number = registered(dispatcher)
    for words, code in (((), 2), (("reason=",), 2), (("why=x",), 2)):
        done = dispatcher("reveal", number, *words)
        assert (done.code, done.out) == (code, "")
        assert done.err
    assert dispatcher("reveal", "123", "reason=x").code == 2
    assert dispatcher("reveal", "20200101-000001", "reason=x").code == 1
