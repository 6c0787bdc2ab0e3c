from pathlib import Path

import pytest

from api_client.errors import DiskFull, Unexpected
from api_client.mirror import Mirror
from tests.api_client.told import NOW, arrays, fill, head, lines, page, ticket


def test_others_read_and_write_while_a_snapshot_arrives(mirror: Mirror) -> None:
    fill(mirror, [ticket(1)])
    loading = mirror.loading(head(3, cursor=10))
    loading.add(arrays([ticket(n, version=5) for n in (2, 3)]))
    mirror.apply(page(1, ticket(9)))
    assert [line.number[-1] for line in lines(mirror)] == ["1", "9"]
    loading.add(arrays([ticket(4)]))
    loading.finish(log_id="log-b", wall=float(NOW))
    loading.close()
    assert [line.number[-1] for line in lines(mirror)] == ["2", "3", "4"]
    assert (mirror.cursor, mirror.log_id) == (10, "log-b")


def test_a_snapshot_that_is_given_up_leaves_nothing_behind(mirror: Mirror) -> None:
    fill(mirror, [ticket(1)])
    loading = mirror.loading(head(2))
    loading.add(arrays([ticket(2)]))
    with pytest.raises(Unexpected, match="2 tickets came with 1"):
        loading.finish()
    loading.close()
    assert [line.number[-1] for line in lines(mirror)] == ["1"]
    assert not list(mirror.path.parent.glob("*arriving*"))


def test_a_full_disk_keeps_the_old_copy(tmp_path: Path) -> None:
    mirror = Mirror.open(tmp_path / "mirror.db")
    fill(mirror, [ticket(1)])
    loading = mirror.loading(head(800, cursor=10))
    loading.add(arrays([ticket(n) for n in range(800)]))
    with mirror.write(loading._db) as db:
        db.execute("PRAGMA main.max_page_count = 30")
    with pytest.raises(DiskFull):
        loading.finish()
    loading.close()
    assert (mirror.cursor, [line.number[-1] for line in lines(mirror)]) == (1, ["1"])
    mirror.close()


def test_columns_may_come_in_another_order_and_with_more(mirror: Mirror) -> None:
    one = ticket(1).model_dump(mode="json") | {"from_a_newer_hotline": [1]}
    columns = tuple(sorted(one))
    mirror.replace(head(1).model_copy(update={"columns": columns}), [[one[name] for name in columns]])
    assert [line.number[-1] for line in lines(mirror)] == ["1"]
    assert mirror.ticket("20261122-000001") == one
