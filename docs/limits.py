"""docs/limits.md: how much of what a hotline bears, from whom, and what it says beyond that; every number is read from the code."""

from datetime import timedelta

from api_client.models.text import LINE_LENGTH, PROSE_LENGTH, TITLE_LENGTH
from api_client.models.word import YEARS
from docs.tables import table
from fixtures.feed import ring, seats, stream
from fixtures.open311 import asked, crowd, forms, pace, photos, sending, told
from fixtures.open311 import door as open311
from fixtures.people import accounts, tries
from fixtures.reading import audit, dossiers, window
from fixtures.serving import command as serving
from fixtures.serving import listening
from fixtures.web import server, shell
from fixtures.web.door import Limits
from fixtures.web.routes import boards

BORNE = Limits()


def _size(count: int) -> str:
    return f"{count // 1024**2} MiB" if count % 1024**2 == 0 else f"{count // 1024} KiB"


def _seconds(told: float | timedelta) -> str:
    seconds = told.total_seconds() if isinstance(told, timedelta) else told
    return f"{seconds / 3600:g} h" if seconds >= 3600 else f"{seconds:g} s"


def _of_a_connection() -> list[tuple[str, str, str]]:
    return [
        ("address and headers of a request 请求地址与头部", _size(BORNE.head_bytes), "431 `head_too_large`"),
        (
            "time for them to arrive, and for the handshake of TLS 头部收全、TLS 握手",
            _seconds(BORNE.head_seconds),
            "408 `too_slow`, or silence",
        ),
        ("body of a request 正文", _size(shell.MOST_BODY_BYTES), "413 `too_large`"),
        ("time for it to arrive 正文收全", _seconds(BORNE.body_seconds), "408 `too_slow`"),
        ("bytes of one request that are read at all 一次请求最多读取", _size(BORNE.request_bytes), "the line is cut 断开"),
        ("requests sent ahead on one connection 连续预发", f"{BORNE.pipelined}", "400 `no_request`"),
        (
            "connections at a time 同时连接",
            f"{BORNE.connections:,}, or as many as `ulimit -n` leaves",
            "an idle one is closed 先关闲置的; else 503 `crowded`",
        ),
        ("an idle connection 闲置连接", _seconds(serving.KEEP_ALIVE_SECONDS), "it is closed 关闭"),
        ("an answer of which nothing is taken 应答无人读取", _seconds(BORNE.idle_bytes_seconds), "the line is cut 断开"),
        ("a connection whose other end has vanished 对端消失", _seconds(listening.DEAD_SECONDS), "it is dropped 丢弃"),
    ]


def _of_people() -> list[tuple[str, str, str]]:
    minute = _seconds(tries.WINDOW_SECONDS)
    return [
        ("wrong passwords for one name from one address 同一用户名、同一地址试错", f"{tries.TRIES_HERE} in {minute}", "429 `too_fast`"),
        ("for one name from anywhere 同一用户名试错", f"{tries.TRIES_PER_NAME} in {minute}", "429 `too_fast`"),
        ("from one address, in IPv6 one network of 64 bits 同一地址试错", f"{tries.TRIES_PER_ADDRESS} in {minute}", "429 `too_fast`"),
        ("sign-ins that wait to be checked 排队核对的登录", f"{accounts.MOST_WAITING}", "429 `too_fast`"),
        ("signs of a password, at least 密码至少", f"{accounts.SHORTEST_PASSWORD}", "`hotline user` says so"),
        ("a session 登录有效期", _seconds(accounts.SESSION_LENGTH), "401 `not_signed_in`"),
        ("sessions of one person 每人同时登录", f"{accounts.SESSIONS_EACH}", "the oldest ends 最早的失效"),
        ("what an ended session still reads 登录失效后实时连接", _seconds(shell.MIND_SECONDS), "the stream is cut 断开"),
        ("live streams and long polls of one person 每人实时连接", f"{seats.STREAMS_EACH}", "429 `too_many_streams`"),
        ("of all 全部实时连接", f"{seats.STREAMS:,}", "503 `crowded`"),
        (
            "pages that a stream may be behind 实时连接落后",
            f"{ring.MOST_PAGES:,} or {_size(ring.MOST_BYTES)}",
            "cut, resumes from its cursor 断开续传",
        ),
        ("a page that a stream does not take 实时连接不读", _seconds(stream.SLOW_SECONDS), "cut, resumes from its cursor 断开续传"),
    ]


def _of_questions() -> list[tuple[str, str, str]]:
    return [
        ("`wait` of a poll 长轮询", _seconds(server.LONGEST_WAIT_SECONDS), "422 `malformed`"),
        ("`limit` of tickets, dossiers, the audit, the tickets behind a figure 每页条数",
         f"{window.MOST}, {dossiers.MOST}, {audit.MOST}, {boards.MOST}", "422 `malformed`"),
        ("signs of a title, a line, a text 标题、单行、正文字数", f"{TITLE_LENGTH}, {LINE_LENGTH}, {PROSE_LENGTH:,}", "422 `malformed`"),
        ("years of days and moments that are asked for 年份", f"{YEARS[0]} to {YEARS[-1]}", "422 `malformed`"),
    ]  # fmt: skip


def _of_open311() -> list[tuple[str, str, str]]:
    return [
        ("looks from one address, in IPv6 one network of 64 bits 同一地址查询", f"{pace.LOOKS.a_minute} in 60 s", "429"),
        ("requests and updates with one key 同一密钥提交", f"{pace.SENDS.a_minute} in 60 s", "429"),
        ("wrong keys from one address 同一地址密钥错误", f"{pace.WRONG_KEYS.a_minute} in 60 s", "429"),
        (
            "body of what is sent in, with and without a photograph 提交正文",
            f"{open311.MOST_BODY_BYTES // 1024:,} KiB, {_size(forms.MOST_PLAIN_BYTES)}; {forms.MOST_FIELDS} fields",
            "413, 400",
        ),
        ("bodies in memory, of all 全部正文占内存", _size(crowd.MOST_HELD), "503"),
        ("looks that wait for their turn 排队的查询", f"{crowd.MOST_WAITING}", "503"),
        ("a photograph: JPEG or PNG, one 照片一张", _size(photos.MOST_BYTES), "413, 400"),
        ("room on the disk that photographs leave 照片须留出的磁盘", _size(photos.FREE_BYTES), "503"),
        ("signs of a description 描述字数", f"{told.LONGEST_DESCRIPTION:,}", "400"),
        ("`media_url` of one request 链接", f"{sending.MOST_LINKS}", "400"),
        ("requests or updates in one answer 每次条数", f"{asked.MOST:,}", "the newest, or the first; `page` for others 翻页"),
        ("between `start_date` and `end_date` 起止日期相隔", f"{asked.DAYS} days", "400"),
        ("requests behind which a page ends 翻页深度", f"{asked.MOST_BEHIND:,}", "400"),
    ]


def page() -> str:
    """The page."""
    lines = ["# Limits 上限", "", "Made from the code by `make docs`. What a hotline refuses it refuses with a sentence in Chinese or English", ""]
    lines[-2] += " and, where it makes sense, with the seconds after which to try again; everybody else is served meanwhile."
    heads = ("what 对象", "limit 上限", "beyond it 超出后")
    for title, rows in (("A connection 连接", _of_a_connection()), ("People 人员", _of_people()), ("Questions 请求", _of_questions()),
                        ("Open311", _of_open311())):  # fmt: skip
        lines += [f"## {title}", "", *table(heads, rows)]
    lines += [
        "Nothing is guessed at: a request that could be read in two ways (lengths and chunks together, a header twice that may come once) is",
        "refused with 400 `no_request` and ends its connection; a body that is said to be packed or no JSON with 415 `not_json`.",
        "",
    ]
    return "\n".join(lines)
