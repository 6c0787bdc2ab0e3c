"""The hotline that only tells: its pages follow one another, and each ticket in them is one version on."""

from pathlib import Path

from api_client.mirror import Mirror
from api_client.models.page import Page
from benchmarks import made
from benchmarks.desk.homes import replace
from benchmarks.desk.told import PAGE_TICKETS, Changing


def test_pages_that_a_mirror_takes_in(tmp_path: Path) -> None:
    path = tmp_path / "mirror.db"
    replace(path, made.rows(300, now=made.moment()), 300)
    changing, mirror = Changing(path), Mirror.open(path)
    held = {line.number: line.version for line in mirror.view().window(0, 300)}
    assert changing.page(0).startswith(b"id: 1\n"), "the first page tells where it stands"
    for cursor in (2, 3):
        page = Page.model_validate_json(changing.page(PAGE_TICKETS).partition(b"data: ")[2])
        assert (page.after, page.cursor) == (cursor - 1, cursor)
        assert 0 < len(page.tickets) <= PAGE_TICKETS
        for ticket in page.tickets:
            assert ticket.version == held[ticket.number] + 1
            held[ticket.number] += 1
        mirror.apply(page)
    assert {line.number: line.version for line in mirror.view().window(0, 300)} == held
    mirror.close()
