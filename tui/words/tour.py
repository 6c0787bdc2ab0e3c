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
    "tour.send": (
        "工单 {number} 还没有派。用 {down} {up} 移到它（环节：已受理），按 {dispatch} 派单。",
        "Nobody has dispatched {number} yet. Move to it with {down} and {up} (stage: received); press {dispatch}.",
    ),
    "tour.send_this": ("这一件还没有派：按 {dispatch} 派单。", "Nobody has dispatched this one yet: press {dispatch}."),
    "tour.send_other": (
        "现在没有待派的：按 {reassign} 改派光标所在的一件。",
        "Nothing waits for dispatch now: press {reassign} to reassign the one under the cursor.",
    ),
    "tour.send_here": (
        "{leave} 回到列表，那里 {number} 等着派单；{reassign} 改派这一件。",
        "{leave} leads back to the list, where {number} waits for dispatch; {reassign} gives this one to another unit.",
    ),
    "tour.send_form": (
        "下面先写明后果：归谁、哪些时限动、通知谁。填好后按 {confirm} 发出。",
        "Before anything is sent you see what it does: who leads, which clocks move, who is told. {confirm} sends it.",
    ),
    "tour.send_wrong": ("这一件已经派过了：按 {leave} 返回，另选一件。", "This one is dispatched already: {leave} leads back, take another."),
    "tour.sign": (
        "工单 {number} 等您会签（{sign}）。按 {top} 回到顶上，移到它，按 {cosign}。",
        "{number} waits for your signature ({sign}). {top} leads to the top: move to it and press {cosign}.",
    ),
    "tour.sign_this": ("这一件等您会签：按 {cosign}。", "This one waits for your signature: press {cosign}."),
    "tour.sign_wait": ("马上会有人请您会签，留意 {sign}。", "Soon somebody will ask for your signature: watch for {sign}."),
    "tour.sign_here": ("按 {cosign} 会签；{leave} 回到列表。", "{cosign} signs; {leave} leads back to the list."),
    "tour.sign_form": ("看清请求的是什么，按 {confirm} 会签。", "Read what is asked; {confirm} signs it."),
    "tour.find": ("按 {filter} 输入几个字，例如“暖气”，回车。", "Press {filter}, type a word such as heating, then Enter."),
    "tour.back": ("按 {leave} 回到列表。", "{leave} leads back to the list."),
    "tour.over": ("五步都做过了。{help} 是全部按键，{palette} 是全部命令。", "That was all of it. {help} shows every key, {palette} every command."),
}
