"""What the strip of the first tour says, in a demo. `{open}`, `{dispatch}` … are the keys as they are set."""

WORDS: dict[str, tuple[str, str]] = {
    "tour.step": (" 导览 {at}/{steps} ", " Tour {at}/{steps} "),
    "tour.done": (" 导览完成 ", " Tour done "),
    "tour.way_out": ("{key} 收起", "{key} ends the tour"),
    "tour.away": ("导览已收起；{key} 或 :tour 再来一次。", "The tour is put away; {key} or :tour brings it back."),
    "tour.only_demo": ("导览是演示的一部分：paidan demo。", "The tour is a part of the demo: paidan demo."),
    "tour.move": (
        "最急的排在最上面，左边是还剩多少时间。按 {down} 下移一行。",
        "What burns first stands on top, its time left beside it. Press {down} to go down.",
    ),
    "tour.open": (
        "按 {next_burning} 到下一件紧急或超时的，按 {open} 打开。",
        "{next_burning} goes to the next one that is urgent or overdue; {open} opens it.",
    ),
    "tour.wait": ("正在连接热线，工单马上就到。", "The hotline is being asked; the list fills in a moment."),
    "tour.send_below": (
        "工单 {number} 还没有派，在下面：按 {down}（{times} 次）到它，再按 {dispatch} 派单。",
        "Nobody has dispatched {number} yet. It stands below: press {down} ({times}x) to it, then {dispatch}.",
    ),
    "tour.send_above": (
        "工单 {number} 还没有派，在上面：按 {up}（{times} 次）到它，再按 {dispatch} 派单。",
        "Nobody has dispatched {number} yet. It stands above: press {up} ({times}x) to it, then {dispatch}.",
    ),
    "tour.send_hidden": (
        "工单 {number} 还没有派，但被筛选遮住了：按 {back} 看全部。",
        "Nobody has dispatched {number} yet, but the filter hides it: {back} shows all.",
    ),
    "tour.send_this": ("这一件还没有派：按 {dispatch} 派单。", "Nobody has dispatched this one yet: press {dispatch}."),
    "tour.send_other": (
        "现在没有待派的：按 {reassign} 改派光标所在的一件。",
        "Nothing waits for dispatch now: press {reassign} to reassign the one under the cursor.",
    ),
    "tour.send_here": ("按 {leave} 回到列表，那里 {number} 等着派单。", "{leave} leads back to the list, where {number} waits for dispatch."),
    "tour.send_form": (
        "什么都不用填。先写明后果：派给谁、哪些时限起算、告知谁。按 {confirm} 发出。",
        "Nothing has to be filled in. Before it is sent you see whose it becomes, which clocks start, who is told. {confirm} sends it.",
    ),
    "tour.send_half": (
        "表里打进了字，还没有选定。按 Backspace 删掉：留空就按目录派。",
        "Something is typed in and not chosen. Backspace takes it away: left empty, the catalogue decides.",
    ),
    "tour.send_form_other": (
        "填新的主办单位和理由，后果会先写明：哪些时限变动、告知谁。按 {confirm} 发出。",
        "Type the new unit and why; before it is sent you see which clocks move and who is told. {confirm} sends it.",
    ),
    "tour.send_wrong": ("这一件已经派过了：按 {leave} 返回，另选一件。", "This one is dispatched already: {leave} leads back, take another."),
    "tour.sign_below": (
        "工单 {number} 等您会签（{sign}），在下面：按 {down}（{times} 次）到它，再按 {cosign}。",
        "{number} waits for your signature ({sign}). It stands below: press {down} ({times}x) to it, then {cosign}.",
    ),
    "tour.sign_above": (
        "工单 {number} 等您会签（{sign}），在上面：按 {up}（{times} 次）到它，再按 {cosign}。",
        "{number} waits for your signature ({sign}). It stands above: press {up} ({times}x) to it, then {cosign}.",
    ),
    "tour.sign_hidden": (
        "工单 {number} 等您会签（{sign}），但被筛选遮住了：按 {back} 看全部。",
        "{number} waits for your signature ({sign}), but the filter hides it: {back} shows all.",
    ),
    "tour.sign_this": ("这一件等您会签：按 {cosign}。", "This one waits for your signature: press {cosign}."),
    "tour.sign_wait": ("马上会有人请您会签，留意 {sign}。", "Soon somebody will ask for your signature: watch for {sign}."),
    "tour.sign_here": ("按 {cosign} 会签；{leave} 回到列表。", "{cosign} signs; {leave} leads back to the list."),
    "tour.sign_form": ("看清请求的是什么，按 {confirm} 会签。", "Read what is asked; {confirm} signs it."),
    "tour.find": ("按 {filter} 输入几个字，例如“暖气”，回车。", "Press {filter}, type a word such as heating, then Enter."),
    "tour.back": ("按 {leave} 回到列表。", "{leave} leads back to the list."),
    "tour.over": ("五步都做过了。{help} 是全部按键，{palette} 是全部命令。", "That was all of it. {help} shows every key, {palette} every command."),
}
