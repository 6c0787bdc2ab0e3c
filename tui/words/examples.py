"""Examples of every word of the command line; a test reads each of them as the program would."""

WORDS: dict[str, tuple[str, str]] = {
    "examples.demo": (
        "  paidan demo   # 给人看的一幕：时限在走，同事在办，等您会签\n"
        "  paidan demo --scenario rainstorm --speed 30 --lang zh   # 雨天，快三十倍\n"
        "  paidan demo --join --as dispatcher   # 另一个终端里的同事\n"
        "  paidan demo --web   # 在浏览器里看",
        "  paidan demo   # a scene to look at: clocks turn, colleagues act, one asks for your signature\n"
        "  paidan demo --scenario rainstorm --speed 30 --lang zh   # a day of rain, thirty times as fast\n"
        "  paidan demo --join --as dispatcher   # a colleague, in another terminal\n"
        "  paidan demo --web   # in a browser",
    ),
    "examples.login": (
        "  paidan login https://hotline.example.org --name sunqi\n"
        "  paidan login https://hotline.example.org --name sunqi --password-stdin < secret   # 脚本里用",
        "  paidan login https://hotline.example.org --name sunqi\n"
        "  paidan login https://hotline.example.org --name sunqi --password-stdin < secret   # in a script",
    ),
    "examples.logout": (
        "  paidan logout",
        "  paidan logout",
    ),
    "examples.web": (
        "  paidan web   # 打开显示的网址；Ctrl+C 结束\n  paidan web --port 9000 --read-only   # 只看",
        "  paidan web   # open the address it says; Ctrl+C ends it\n  paidan web --port 9000 --read-only   # only to look",
    ),
    "examples.queue": (
        "  paidan queue   # 最急的在前\n"
        "  paidan queue tier:2h,24h overdue 暖气 --json   # 给脚本\n"
        "  paidan queue unit:haidian -stage:disputed --csv --limit 500   # 给表格软件",
        "  paidan queue   # what burns most first\n"
        "  paidan queue tier:2h,24h overdue 暖气 --json   # for a script\n"
        "  paidan queue unit:haidian -stage:disputed --csv --limit 500   # for a spreadsheet",
    ),
    "examples.show": (
        "  paidan show 20261122-000123\n  paidan show P2026-0007 --json   # 一件台账",
        "  paidan show 20261122-000123\n  paidan show P2026-0007 --json   # a dossier",
    ),
    "examples.watch": (
        "  paidan watch   # 此刻一行\n"
        "  paidan watch --color tmux   # tmux 的 status-right 用\n"
        "  paidan watch --follow --format '{overdue} {urgent} {left}'   # 有变化就一行\n"
        "  paidan watch --exit-code > /dev/null; case $? in (10|11) echo burning;; esac   # 提示符用",
        "  paidan watch   # one line, as it stands\n"
        "  paidan watch --color tmux   # for status-right of tmux\n"
        "  paidan watch --follow --format '{overdue} {urgent} {left}'   # a line at each change\n"
        "  paidan watch --exit-code > /dev/null; case $? in (10|11) echo burning;; esac   # for a prompt",
    ),
    "examples.audit": (
        "  paidan audit --reveal --since 2026-11-01   # 谁查看过联系方式\n  paidan audit --ticket 20261122-000123 --csv > 审计.csv",
        "  paidan audit --reveal --since 2026-11-01   # who looked at contacts\n  paidan audit --ticket 20261122-000123 --csv > audit.csv",
    ),
    "examples.dossiers": (
        "  paidan dossiers problem --open   # 未了的问题台账\n  paidan dossiers session --month 2026-11 --json",
        "  paidan dossiers problem --open   # problems that are still open\n  paidan dossiers session --month 2026-11 --json",
    ),
    "examples.boards": (
        "  paidan boards ranking --level street   # 街乡镇排名\n"
        "  paidan boards trace solution.misses --unit hdq   # 一个数是由哪些工单来的\n"
        "  paidan boards rates --month 2026-10 --csv",
        "  paidan boards ranking --level street   # the ranking of streets\n"
        "  paidan boards trace solution.misses --unit hdq   # the tickets behind a figure\n"
        "  paidan boards rates --month 2026-10 --csv",
    ),
    "examples.report": (
        "  paidan report monthly 2026-11 > month.md\n  paidan report daily --csv",
        "  paidan report monthly 2026-11 > month.md\n  paidan report daily --csv",
    ),
    "examples.topics": (
        "  paidan topics --least 5\n  paidan topics surge --json   # 正在集中的诉求",
        "  paidan topics --least 5\n  paidan topics surge --json   # what comes at once now",
    ),
    "examples.duplicates": (
        "  paidan duplicates phone=13800001234 title='No heating'   # 登记前先查",
        "  paidan duplicates phone=13800001234 title='No heating'   # before a call is registered",
    ),
    "examples.do": (
        "  paidan do 20261122-000123 reassign unit=hdq reason='wrong district' --preview   # 只看会怎样\n"
        "  paidan do 20261122-000123 extend hours=24 reason='parts on order' requester_told=true\n"
        "  paidan do new register title='no heating' district=cyq requester.phone=13800001234   # 新来电\n"
        "  paidan do 20261122-000123 hang until=+30d condition='new plan' reason='not possible now' requester_told=true",
        "  paidan do 20261122-000123 reassign unit=hdq reason='wrong district' --preview   # only what it would do\n"
        "  paidan do 20261122-000123 extend hours=24 reason='parts on order' requester_told=true\n"
        "  paidan do new register title='no heating' district=cyq requester.phone=13800001234   # a new call\n"
        "  paidan do 20261122-000123 hang until=+30d condition='new plan' reason='not possible now' requester_told=true",
    ),
    "examples.reveal": (
        "  paidan reveal 20261122-000123 reason='to arrange a visit'",
        "  paidan reveal 20261122-000123 reason='to arrange a visit'",
    ),
    "examples.outbox": (
        "  paidan outbox\n  paidan outbox send\n  paidan outbox retry 3f2a\n  paidan outbox drop 3f2a",
        "  paidan outbox\n  paidan outbox send\n  paidan outbox retry 3f2a\n  paidan outbox drop 3f2a",
    ),
    "examples.completion": (
        "  paidan completion bash > ~/.local/share/bash-completion/completions/paidan\n"
        "  paidan completion zsh > ~/.zfunc/_paidan   # 要在 fpath 里\n"
        "  paidan completion fish > ~/.config/fish/completions/paidan.fish",
        "  paidan completion bash > ~/.local/share/bash-completion/completions/paidan\n"
        "  paidan completion zsh > ~/.zfunc/_paidan   # where fpath looks\n"
        "  paidan completion fish > ~/.config/fish/completions/paidan.fish",
    ),
    "examples.man": (
        "  paidan man > paidan.1\n  paidan man | man -l -   # 直接看",
        "  paidan man > paidan.1\n  paidan man | man -l -   # to read it at once",
    ),
    "examples.doctor": (
        "  paidan doctor",
        "  paidan doctor",
    ),
}
