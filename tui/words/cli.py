"""What `paidan` says on the command line."""

WORDS: dict[str, tuple[str, str]] = {
    "cli.usage": ("用法：", "usage: "),
    "cli.help_words": ("参数", "arguments"),
    "cli.help_options": ("选项", "options"),
    "cli.help_subcommands": ("命令", "commands"),
    "cli.help_help": ("显示帮助并退出", "show this help and leave"),
    "cli.help_version": ("显示版本并退出", "show the version and leave"),
    "cli.desk_dumb": (
        "TERM={term} 的终端不能定位文字，派单台画不出来；请换终端，或设 TERM（如 export TERM=xterm-256color），或用 paidan queue",
        "a terminal with TERM={term} cannot place text, so the desk cannot be drawn; take another one, set TERM (as in export TERM=xterm-256color), "
        "or use paidan queue",
    ),
    "cli.desk_not_whole": (
        "派单台安装不完整，载入不了（{why}）；请在派单的目录里重装：pip install --force-reinstall .，或用 paidan queue",
        "the desk is not installed whole and cannot be loaded ({why}); install it anew, in its folder: pip install --force-reinstall . "
        "or use paidan queue",
    ),
    "cli.help_theme": ("配色：{names}", "colours: {names}"),
    "cli.help_ascii": ("记号只用 ASCII，给字体不全的终端", "signs of ASCII only, for terminals with few fonts"),
    "cli.help_slow": ("按慢线路显示：少发，少动", "a slow line: send less, move less"),
    "cli.help_lang": ("界面语言；默认取 PAIDAN_LANG、LANG", "language; otherwise from PAIDAN_LANG or LANG"),
    "cli.bad_usage": ("paidan：命令不对：{why}", "paidan: {why}"),
    "cli.unknown_words": ("看不懂：{words}", "these make no sense here: {words}"),
    "cli.words_missing": ("缺 {names}", "{names} is missing"),
    "cli.word_unknown": ("{name} 不能是 {given}；可选：{known}", "{name} cannot be {given}; it is one of {known}"),
    "cli.word_wrong": ("{name} 不能是 {given}", "{name} cannot be {given}"),
    "cli.value_missing": ("{name} 后面缺值", "{name} wants a value"),
    "cli.not_together": ("{name} 与 {other} 不能同用", "{name} and {other} exclude each other"),
    "cli.about": (
        "派单：12345 热线的派单终端。不带命令时打开所登录热线的派单台。",
        "A dispatch desk for 12345-style city hotlines. Without a command: the desk of the hotline you are signed in to.",
    ),
    "cli.epilog": (
        "例：\n"
        "  paidan demo                                  先看看，什么也不用装\n"
        "  paidan login https://hotline.example.org     然后 paidan 打开派单台\n"
        "  paidan queue overdue --json                  给脚本\n"
        "  paidan do NUMBER note text=… --preview       看会怎样，不做\n"
        "每条命令都有 --help 和例子；paidan man 是手册。\n\n"
        "退出码：0 已完成，1 被拒，2 用法不对，3 连不上（已存发件箱），4 未登录。\n"
        "环境变量：PAIDAN_URL、PAIDAN_TOKEN、PAIDAN_HOME、PAIDAN_LANG、PAIDAN_READ_ONLY、NO_COLOR。",
        "examples:\n"
        "  paidan demo                                  look around; nothing to set up\n"
        "  paidan login https://hotline.example.org     then paidan alone opens the desk\n"
        "  paidan queue overdue --json                  for a script\n"
        "  paidan do NUMBER note text=… --preview       what it would do, and nothing is done\n"
        "Every word has its --help with examples; paidan man is the manual.\n\n"
        "Exit codes: 0 done, 1 refused, 2 usage, 3 unreachable (kept in the outbox), 4 not signed in.\n"
        "Environment: PAIDAN_URL, PAIDAN_TOKEN, PAIDAN_HOME, PAIDAN_LANG, PAIDAN_READ_ONLY, NO_COLOR.",
    ),
    "cli.demo": ("起一座活的城市，打开派单台", "start a living city and open a desk in front of it"),
    "cli.demo_epilog": (
        "两人会签：一个终端 `paidan demo --as dispatcher`，另一个终端 `paidan demo --join --as supervisor`。\n"
        "脚本：`paidan demo --no-desk` 显示网址和账号，直到 ctrl-c。",
        "To co-sign as a second person: `paidan demo --as dispatcher` in one terminal, `paidan demo --join --as supervisor` in another.\n"
        "For scripts: `paidan demo --no-desk` prints the address and the accounts and serves until ctrl-c.",
    ),
    "cli.demo_scenario": (
        "哪一天：show、quiet_day、rainstorm、heating、night、month_end、endless",
        "which day: show, quiet_day, rainstorm, heating, night, month_end, endless",
    ),
    "cli.demo_city": (
        "哪座城市：beijing、boston、yunbian，或本市数据的文件夹；北京以外只有 quiet_day 和 endless，默认 quiet_day",
        "which city: beijing, boston, yunbian, or the folder of one's own; outside Beijing quiet_day and endless alone, and quiet_day unless named",
    ),
    "cli.demo_speed": ("城市的时间走多快，1 为实时；默认由那一天定", "how fast the city's time goes; 1 is real time; otherwise as suits the day"),
    "cli.demo_tickets": ("开始时有多少工单；默认由那一天定", "how many tickets there are at the start; otherwise as suits the day"),
    "cli.demo_as": ("以哪个角色登录；默认由那一天定", "the role to sign in as; otherwise as suits the day"),
    "cli.demo_no_tour": ("不自动开始五步导览", "do not begin the tour of five steps by itself"),
    "cli.demo_join": ("加入已在运行的演示，不另起", "join the demo that runs already instead of starting one"),
    "cli.demo_no_desk": ("只起热线，不开派单台", "the hotline alone, without a desk"),
    "cli.login": ("登录一条热线", "sign in to a hotline"),
    "cli.login_url": ("热线的网址，如 https://hotline.example.org", "the hotline's address, as in https://hotline.example.org"),
    "cli.login_name": ("登录名；不给则询问", "sign-in name; asked for otherwise"),
    "cli.login_stdin": ("从标准输入读密码（脚本用）", "read the password from standard input (for scripts)"),
    "cli.login_ca": ("用此文件（PEM）中的根证书核对热线的证书", "check the hotline's certificate by the root certificates of this file (PEM)"),
    "cli.bad_ca": ("证书文件不能用：{why}", "This file of certificates cannot be used: {why}"),
    "cli.logout": ("退出登录，删去本机令牌", "sign out and remove the token from this machine"),
    "cli.ask_name": ("登录名：", "Name: "),
    "cli.ask_password": ("密码：", "Password: "),
    "cli.no_name": ("没有登录名；用 --name 写明。", "No name given; say it with --name."),
    "cli.signed_out_here": (
        "已退出登录，本机令牌已删；连不上热线，那边的令牌会自行过期。",
        "Signed out here and the token removed; the hotline was out of reach, where it ends by itself.",
    ),
    "cli.password_here": (
        "密码不要写在命令行里：命令历史和其他用户都看得到。请在提示后输入，或用 --password-stdin；写过的密码请更换",
        "a password does not belong into the arguments, which others and the shell's history see; type it when asked, or use --password-stdin,"
        " and change the one that stood here",
    ),
    "cli.no_password": ("没有密码。", "No password given."),
    "cli.bad_url": (
        "网址不对：{url}（应形如 https://hotline.example.org）",
        "Not an address of a hotline: {url} (should look like https://hotline.example.org)",
    ),
    "cli.plain_http": (
        "注意：{url} 不是 https，密码将明文经过网络。",
        "Careful: {url} is not https, so the password travels readable over the network.",
    ),
    "cli.signed_in": (
        "已登录：{title}（{role}）。",
        "Signed in as {title} ({role}).",
    ),
    "cli.token_in_keyring": ("令牌存于系统密钥环（{ring}）。", "The token is in the system's keyring ({ring})."),
    "cli.token_in_file": (
        "令牌存于 {path}，仅本人可读；未用系统密钥环：{why}。",
        "The token is in {path}, readable by you alone; no keyring of the system was used: {why}.",
    ),
    "keyring.not_installed": ("没有装 keyring（pip install 'paidan[keyring]'）", "keyring is not installed (pip install 'paidan[keyring]')"),
    "keyring.none_offered": ("本系统没有", "this system offers none"),
    "keyring.gives_other": ("存进去的取不回来", "it does not give back what it was given"),
    "keyring.no_answer": ("它没有应答，可能已锁", "it does not answer; it may be locked"),
    "cli.keyring_shut": (
        "密钥环（{ring}）没有给出令牌：{why}。请解锁后再试，或重新登录。",
        "The keyring ({ring}) does not give the token: {why}. Unlock it and try again, or sign in anew.",
    ),
    "cli.keyring_keeps": (
        "密钥环（{ring}）没有删去令牌：{why}。请解锁后再运行 paidan logout。",
        "The keyring ({ring}) did not remove the token: {why}. Unlock it and run paidan logout again.",
    ),
    "cli.signed_out": ("已退出登录，令牌已删。", "Signed out; the token is removed."),
    "cli.was_not_signed_in": ("本来就没有登录。", "Nobody was signed in."),
    "cli.outbox_waits": (
        "发件箱中还有 {count} 条未送出，再登录后可送。",
        "{count} commands still wait in the outbox; they can be sent after signing in again.",
    ),
    "cli.queue": ("列出工单，最急的在前", "list tickets, what burns most first"),
    "cli.queue_epilog": (
        "筛选：tier:2h,24h  unit:海淀  stage:dispatched  band:overdue  flag:supervised  kind:complaint  -stage:closed  暖气",
        "Filter: tier:2h,24h  unit:haidian  stage:dispatched  band:overdue  flag:supervised  kind:complaint  -stage:closed  heating",
    ),
    "cli.queue_filter": ("筛选，与派单台 / 键相同", "the same filter as behind the desk's / key"),
    "cli.queue_limit": (
        "最多几条；表格默认 {lines} 条，JSON 和 CSV 默认全部",
        "how many at most; {lines} in the table, all as JSON or CSV",
    ),
    "cli.bad_filter": ("筛选看不懂：{why}", "This filter makes no sense: {why}"),
    "cli.queue_from_mirror": (
        "连不上热线（{why}），以下取自本机副本，热线时间 {at} 为止。",
        "The hotline cannot be reached ({why}); this is the local copy, as of {at} of the hotline's time.",
    ),
    "cli.queue_no_mirror": ("连不上热线（{why}），本机也还没有副本。", "The hotline cannot be reached ({why}), and there is no local copy yet."),
    "cli.queue_empty": ("没有符合的工单。", "No ticket fits."),
    "cli.queue_more": ("显示 {shown} / {total} 条；其余用 --limit。", "{shown} of {total} shown; --limit shows more."),
    "cli.as_json": ("以 JSON 输出", "as JSON"),
    "cli.as_csv": ("以 CSV 输出", "as CSV"),
    "cli.tier": ("时限档", "Tier"),
    "cli.show": ("显示一张工单或一件台账的全部", "show all there is of one ticket or one dossier"),
    "cli.number": ("编号，如 20261122-000123、P2026-0007", "number, as in 20261122-000123 or P2026-0007"),
    "cli.not_a_number": (
        "不是编号：{number}（应形如 20261122-000123 或 P2026-0007）",
        "Not a number: {number} (should look like 20261122-000123 or P2026-0007)",
    ),
    "cli.show_unknown": ("本机副本里没有 {number}。", "The local copy has no {number}."),
    "cli.do": ("对一张工单或一件台账下一道命令", "ask a command of one ticket or one dossier"),
    "cli.do_epilog": (
        "例：  paidan do 20261122-000123 reassign unit=hdq reason=属地不对\n"
        "       paidan do 20261122-000123 extend hours=24 reason=待料 requester_told=true --preview\n"
        "       paidan do 20261122-000123 whistle kind=emergency units=hdq,110105 matter=管线爆裂\n"
        "       paidan do 20261122-000123 hang until=+30d condition=规划调整 reason=暂无条件 requester_told=true\n"
        "       paidan do new register title=暖气不热 district=朝阳区 requester.phone=13800001234\n"
        "单位（UNIT）可写代码、名称、拼音或首字母；时间（TIME）写 +3d、+12h 或 '2026-11-30 18:00'，日期（DAY）写 2026-11-30 或 +30d；\n"
        "多项（…）用逗号隔开，或重复写 字段=值，各为一项。命令：",
        "As in:  paidan do 20261122-000123 reassign unit=hdq reason='wrong district'\n"
        "        paidan do 20261122-000123 extend hours=24 reason='parts on order' requester_told=true --preview\n"
        "        paidan do 20261122-000123 whistle kind=emergency units=hdq,110105 matter='burst pipe'\n"
        "        paidan do 20261122-000123 hang until=+30d condition='new plan' reason='not possible now' requester_told=true\n"
        "        paidan do new register title='no heating' district=cyq requester.phone=13800001234\n"
        "A UNIT is given by code, name, pinyin or initials; a TIME as +3d, +12h or '2026-11-30 18:00', a DAY as 2026-11-30 or +30d;\n"
        "several (…) by commas, or by FIELD=VALUE again, which then is one each. Commands:",
    ),
    "cli.do_number": ("工单号或台账号；新立的写 new", "number of a ticket or dossier; `new` for one that does not exist yet"),
    "cli.do_command": ("命令，见下", "the command, see below"),
    "cli.do_field": ("命令的字段", "the command's fields"),
    "cli.do_seen": ("按哪个版本下的决定；默认为现在的版本", "the version you decided on; the present one otherwise"),
    "cli.do_preview": ("只看会怎样，不做", "only show what it would do"),
    "cli.do_needs_words": (
        "要写明工单号和命令；`paidan do --help` 列出命令。",
        "Name a ticket and a command; `paidan do --help` lists them.",
    ),
    "cli.new_is_register": (
        "new 只用于受理（register）和新立台账的命令；其余命令要写编号，register 不写。",
        "`new` goes with `register` and with commands that open a dossier; any other needs a number, and these take none.",
    ),
    "cli.do_unseen": (
        "连不上热线（{why}），本机副本里也没有 {number}，没有存下任何命令。",
        "The hotline cannot be reached ({why}) and the local copy has no {number}; nothing was kept.",
    ),
    "cli.do_waiting": (
        "连不上热线（{why}）；命令已存发件箱，号 {id}。派单台或 `paidan outbox send` 会送出。",
        "The hotline cannot be reached ({why}); the command is in the outbox as {id}. The desk or `paidan outbox send` will send it.",
    ),
    "cli.do_behind": (
        "命令已存发件箱，号 {id}，排在同一工单更早的命令之后。",
        "The command is in the outbox as {id}, behind an earlier one for the same ticket.",
    ),
    "cli.do_done": ("{number} {do}：已完成。", "{number} {do}: done."),
    "cli.do_held": ("{number} {do}：等 {signers} 会签。", "{number} {do}: waits for {signers} to co-sign."),
    "cli.do_would": ("{number} {do}：会这样（未执行）：", "{number} {do}: this is what it would do (nothing was done):"),
    "cli.do_refused": ("{number} {do}：被拒：{why}", "{number} {do}: refused: {why}"),
    "cli.do_stale": ("{number} 在此期间有变化：{why}", "{number} has changed meanwhile: {why}"),
    "cli.no_such_command": ("没有 {do} 这道命令；相近的有：{near}", "There is no command {do}; near it: {near}"),
    "cli.not_a_field": ("“{word}”应写成 字段=值。", "“{word}” should be FIELD=VALUE."),
    "cli.no_such_field": ("{do} 没有字段 {field}；有：{fields}", "{do} has no field {field}; it has: {fields}"),
    "cli.field_missing": ("缺 {field}={takes}", "{field}={takes} is missing"),
    "cli.field_wrong": ("{field}={given} 不对；应为 {takes}", "{field}={given} will not do; it takes {takes}"),
    "cli.meant": ("{field} = {at}", "{field} = {at}"),
    "cli.not_a_moment": (
        "{field}={given} 不是时间；写成 +3d、+12h 或 '2026-11-30 18:00'（本市时间）。",
        "{field}={given} is no time; write +3d, +12h or '2026-11-30 18:00' on the city's clocks.",
    ),
    "cli.not_a_day": ("{field}={given} 不是日期；写成 2026-11-30 或 +30d。", "{field}={given} is no day; write 2026-11-30 or +30d."),
    "cli.no_zone": (
        "{field}={given}：还不知道本市时区；连上热线再试，或写成 2026-11-30T18:00+08:00。",
        "{field}={given}: the city's time zone is not known yet; try again with a line to the hotline, or write 2026-11-30T18:00+08:00.",
    ),
    "cli.field_long": ("{field} 太长，最多 {length} 字。", "{field} is too long: {length} signs at most."),
    "cli.which_request": (
        "这张工单没有唯一的会签请求；用 request=ID 写明。",
        "This ticket has not exactly one co-sign request; name it with request=ID.",
    ),
    "cli.no_such_unit": ("{field}={text}：没有这样的单位。", "{field}={text}: no such unit."),
    "cli.unclear_unit": ("{field}={text}：不止一个单位：{units}", "{field}={text}: more than one unit: {units}"),
    "cli.outbox": ("看发件箱，重送或丢弃", "look at the outbox, send again or drop"),
    "cli.outbox_list": ("列出未了的命令", "list what is not settled"),
    "cli.outbox_send": ("现在送出等着的命令", "send what waits now"),
    "cli.outbox_drop": ("丢弃一条未送出的，或收下一条被拒的", "drop a command that waits, or put a refused one away"),
    "cli.outbox_retry": ("按工单现在的版本再送一次被拒的命令", "ask a refused command again, on the ticket as it stands now"),
    "cli.outbox_id": ("命令号，或其开头几位", "the command's id or its first signs"),
    "cli.outbox_empty": ("发件箱空。", "The outbox is empty."),
    "cli.outbox_no_such": ("发件箱里没有 {id}。", "The outbox has no {id}."),
    "cli.outbox_many": ("{id} 开头的不止一条：{ids}", "More than one begins with {id}: {ids}"),
    "cli.outbox_dropped": ("已丢弃 {id}（{do} {number}）。", "Dropped {id} ({do} {number})."),
    "cli.outbox_dropped_tried": (
        "已丢弃 {id}（{do} {number}）。曾试送过，热线可能已经收到：paidan show {number}",
        "Dropped {id} ({do} {number}). Sending it had begun, so the hotline may have it: paidan show {number}",
    ),
    "cli.outbox_damaged": (
        "发件箱文件损坏，已移到 {path}；其中 {count} 条待送的命令已救出。",
        "The outbox file was damaged and moved to {path}; {count} waiting commands were carried over.",
    ),
    "cli.token_was_readable": (
        "令牌文件 {path} 曾可被他人读取，已改为仅本人可读；建议重新登录。",
        "The token in {path} could be read by others and no longer can; better sign in anew.",
    ),
    "cli.settings_unreadable": ("设置文件 {path} 读不懂，未用。", "{path} makes no sense and was not used."),
    "cli.kept": ("命令已存发件箱，号 {id}。", "The command is kept in the outbox as {id}."),
    "cli.outbox_put_away": ("已收下 {id}（{do} {number}）。", "Put away {id} ({do} {number})."),
    "cli.outbox_not_refused": (
        "{id} 还在等，不是被拒；`paidan outbox send` 会送出。",
        "{id} still waits and was not refused; `paidan outbox send` sends it.",
    ),
    "cli.outbox_sent": ("送出 {count} 条，还剩 {left} 条。", "{count} settled, {left} still waiting."),
    "cli.doctor": ("检查终端、时钟、热线、副本和发件箱", "check terminal, clock, hotline, local copy and outbox"),
    "cli.desk": ("打开派单台", "open the desk"),
    "cli.desk_nowhere": (
        "还没有登录任何热线。\n  登录：     paidan login https://你们的热线\n  先看看：   paidan demo",
        "Not signed in to any hotline yet.\n  Sign in:      paidan login https://your-hotline\n  Look around:  paidan demo",
    ),
    "cli.desk_no_terminal": (
        "派单台要在终端里打开；脚本请用 paidan queue、show、do。",
        "The desk needs a terminal; scripts use paidan queue, show and do.",
    ),
    "cli.unreachable": ("连不上热线：{why}", "The hotline cannot be reached: {why}"),
    "cli.local_trouble": ("本机文件出了问题：{why}", "Trouble with a local file: {why}"),
    "cli.not_signed_in": ("未登录，或登录已过期：paidan login URL", "Not signed in, or no longer: paidan login URL"),
    "cli.wrong_password": ("登录名或密码不对。", "The name or the password is wrong."),
    "cli.unexpected": ("答复用不得：{why}", "The answer is of no use: {why}"),
}
